// One open notebook: its known cells run when their kernel is there, and look dead when it is gone.
import { Banner, guardKeys } from "./banner.js";
import { keepClean } from "./clean.js";
import { bringBack, processOf, stateOf, watchKernel } from "./kernel.js";
import { languageOf } from "./known.js";

const MARK_TAG = "workbook-mark";

export class OpenNotebook {
  /** `known`: sources that may run; `words`: by language; `CodeCell`, `Dialog`: JupyterLab's. */
  constructor(panel, { known, words, CodeCell, Dialog }) {
    this.panel = panel;
    this.known = known;
    this.words = words;
    this.CodeCell = CodeCell;
    this.Dialog = Dialog;
    this.sessionContext = panel.sessionContext;
    this.process = null; // the kernel process in which the forms on the page live
    this.lost = false;
    this.mayRun = true; // false after a crash, so that a cell that kills its kernel is not run in a circle
    this.turn = null; // the attempt under way to bring the forms to life; a loss ends it
  }

  /** Waits for the notebook, dresses it, and from then on follows its kernel. */
  async open() {
    const { context, content } = this.panel;
    await context.ready;
    if (this.panel.isDisposed) return;
    if (this.knownCells().length) keepClean(context, (cell) => this.isKnown(cell));
    this.dress();
    context.model.cells.changed.connect(() => requestAnimationFrame(() => this.dress()));
    content.modelContentChanged?.connect(() => this.dress());
    watchKernel(this.sessionContext, () => this.look());
    this.sessionContext.iopubMessage.connect((_context, message) => this.hear(message));
    await this.sessionContext.ready;
    await this.look();
  }

  isKnown(model) {
    return model.type === "code" && this.known.has(model.sharedModel.getSource());
  }

  knownCells() {
    return this.panel.isDisposed ? [] : this.panel.content.widgets.filter((cell) => this.isKnown(cell.model));
  }

  /** Gives each cell the look of what it is. */
  dress() {
    if (this.panel.isDisposed) return;
    const ours = this.knownCells();
    this.panel.toggleClass("workbook-notebook", ours.length > 0);
    if (!ours.length) return;
    const language = languageOf(ours[0].model.sharedModel.getSource());
    this.banner ??= new Banner(this.panel.content.node, this.words[language], language, () => this.reconnect());
    for (const cell of this.panel.content.widgets) {
      const isOurs = ours.includes(cell);
      const tags = cell.model.getMetadata("tags");
      cell.toggleClass("workbook-mark", !isOurs && Array.isArray(tags) && tags.includes(MARK_TAG));
      if (isOurs && !cell.hasClass("workbook-cell")) this.dressOurs(cell, language);
      cell.toggleClass("workbook-cell", isOurs);
    }
  }

  dressOurs(cell, language) {
    const output = cell.node.querySelector(".jp-Cell-outputWrapper");
    if (!output || output.dataset.workbook) return;
    output.dataset.workbook = "output";
    output.dataset.waiting = this.words[language].waiting;
    guardKeys(output);
  }

  /** Acts on what the kernel is doing now. */
  async look() {
    if (!this.knownCells().length) return;
    const state = stateOf(this.sessionContext);
    if (state !== "alive" && state !== "coming") return this.lose(state);
    // A kernel that somebody else restarted says "starting" and no more, until it is asked something.
    if (state === "coming" && this.process && !this.lost) this.lose("restarted");
    if (this.sessionContext.session?.kernel) await this.live();
  }

  /** A message of another process than the forms': perhaps the kernel was restarted behind our back. */
  async hear(message) {
    if (!this.process || this.lost || this.turn || message.header.session === this.process) return;
    const process = await processOf(this.sessionContext);
    if (process === this.process || this.lost || this.turn) return;
    this.lose("restarted");
    await this.look();
  }

  /** The kernel is there: the forms live in it still, or are made anew. */
  async live() {
    if (this.turn || (this.process && !this.lost)) return;
    const turn = (this.turn = {});
    try {
      const process = await processOf(this.sessionContext);
      if (this.turn !== turn) return;
      if (process !== this.process) {
        if (!this.mayRun) return;
        this.process = process;
        await this.run(turn);
      }
      if (this.turn === turn) this.revive();
    } catch (error) {
      console.warn(`credit-liability-workbook: ${error}`);
    } finally {
      if (this.turn === turn) this.turn = null;
    }
  }

  async run(turn) {
    for (const cell of this.knownCells()) {
      // One after the other, and each looked at again: its source may have changed meanwhile.
      if (this.turn === turn && this.isKnown(cell.model)) await this.CodeCell.execute(cell, this.sessionContext);
    }
  }

  /** Makes every form on the page look and be dead. */
  lose(reason) {
    if (reason === "crashed") {
      this.mayRun = this.process === null;
      requestAnimationFrame(() => this.closeDialogs());
    }
    const said = this.lost && !this.mayRun ? "crashed" : reason;
    this.turn = null;
    this.lost = true;
    this.panel.addClass("workbook-lost");
    for (const node of this.panel.node.querySelectorAll(".workbook-cell .jp-Cell-outputWrapper, .workbook-form")) {
      node.inert = true;
    }
    this.banner?.show(said);
  }

  /** JupyterLab asks for an "OK" to a crash, which would stand in front of our own button. */
  closeDialogs() {
    this.Dialog.tracker.forEach((dialog) => {
      if (dialog.node.textContent.includes(this.sessionContext.name)) dialog.reject();
    });
  }

  /** The forms are alive: they look it, and the strip at the top goes. */
  revive() {
    this.lost = false;
    this.mayRun = true;
    this.panel.removeClass("workbook-lost");
    for (const node of this.panel.node.querySelectorAll(".workbook-cell .jp-Cell-outputWrapper")) {
      node.inert = false;
      for (const form of node.querySelectorAll(".workbook-form")) form.inert = false;
    }
    this.banner?.hide();
  }

  /** What the button does. */
  async reconnect() {
    this.banner.busy(true);
    this.mayRun = true;
    this.turn = null;
    try {
      await bringBack(this.sessionContext);
      await this.look();
    } catch {
      this.banner.show("unreachable");
    }
    this.banner.busy(false);
  }
}
