// A form of several questions. Built once from the traits, then only changed; what Python says is shown as plain text.

const TYPING_PAUSE = 800;
const LONG_WAIT = 8000;
const LONGEST_REASON = 2000;
// Every widget loads this file anew, so a counter here would give two of them the same ids.
const unique = () => Math.random().toString(36).slice(2);

function make(tag, className, attributes = {}, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

// The browser writes dates in its own language's order; in words nobody takes the month for the day.
const inWords = (day, node) =>
  new Intl.DateTimeFormat(node.closest("[lang]")?.lang || undefined, { dateStyle: "long", timeZone: "UTC" }).format(day);

function choices(question, ids, changed) {
  const many = question.kind === "many";
  const inputs = question.options.map((option, index) =>
    make("input", "", {
      type: many ? "checkbox" : "radio",
      name: ids.name,
      id: `${ids.name}-${index}`,
      value: option.value,
    })
  );
  const list = make("div", "workbook-form-options");
  question.options.forEach((option, index) => {
    const text = make("span", "workbook-form-label");
    text.textContent = option.label;
    list.append(make("label", "workbook-form-option", { for: inputs[index].id }, inputs[index], text));
    inputs[index].addEventListener("change", () => changed(read(), "now"));
  });
  const read = () => {
    const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
    return many ? (chosen.length ? chosen : null) : chosen[0] ?? null;
  };
  const write = (value) => {
    const chosen = many ? value ?? [] : [value];
    inputs.forEach((input) => (input.checked = chosen.includes(input.value)));
  };
  return { node: list, read, write, busy: () => false };
}

function typed(question, ids, words, changed) {
  const area = question.kind === "reason";
  const input = make(area ? "textarea" : "input", "workbook-form-input", {
    id: ids.name,
    "aria-describedby": [ids.hint, ids.status, ids.feedback].join(" "),
    autocomplete: "off",
  });
  const hint = make("span", "workbook-form-hint", { id: ids.hint });
  if (area) {
    input.rows = 5;
    input.maxLength = LONGEST_REASON;
  } else if (question.kind === "date") {
    Object.assign(input, { type: "date", min: "1900-01-01", max: "2199-12-31" });
  } else {
    Object.assign(input, { type: "text", inputMode: "decimal", maxLength: 30 });
  }
  const unit = question.unit ? make("span", "workbook-form-unit", {}, question.unit) : null;
  const row = make("div", `workbook-form-field workbook-form-${question.kind}`, {}, input, unit, hint);

  const read = () => (input.value === "" ? null : input.value);
  const tell = () => {
    if (area) hint.textContent = fill(words.counter, { count: input.value.length });
    else if (question.kind === "amount") hint.textContent = words.amount_hint;
    else hint.textContent = input.valueAsDate ? inWords(input.valueAsDate, input) : words.date_hint;
  };
  const complete = () => input.validity.valid;
  let edited = false;
  const settle = () => {
    if (!edited) return;
    if (!complete()) {
      hint.textContent = words.incomplete_date;
      return;
    }
    edited = false;
    changed(read(), "now");
  };
  input.addEventListener("input", () => {
    edited = true;
    tell();
    if (complete()) changed(read(), "soon");
  });
  input.addEventListener("change", settle);
  input.addEventListener("blur", settle);
  tell();
  const write = (value) => {
    if (document.activeElement === input || (input.value || null) === (value ?? null)) return;
    input.value = value ?? "";
    tell();
  };
  return { node: row, read, write, busy: () => document.activeElement === input && edited, settle, tell };
}

class QuestionView {
  constructor(question, number, prefix, model) {
    this.id = question.id;
    this.model = model;
    this.words = model.get("words");
    const name = `${prefix}-${number}`;
    const ids = { name, hint: `${name}-hint`, status: `${name}-status`, feedback: `${name}-feedback` };
    const isChoice = question.options.length > 0;
    this.field = isChoice
      ? choices(question, ids, (value, when) => this.changed(value, when))
      : typed(question, ids, this.words, (value, when) => this.changed(value, when));
    this.status = make("span", "workbook-form-status", { id: ids.status, role: "status", "aria-live": "polite" });
    this.again = make("button", "workbook-form-button", { type: "button", hidden: "" }, this.words.save_again);
    this.again.addEventListener("click", () => this.send(this.field.read()));
    const onDemand = model.get("practice") && model.get("on_demand").includes(question.kind);
    this.check = onDemand ? make("button", "workbook-form-button", { type: "button" }, this.words.check) : null;
    this.check?.addEventListener("click", () => this.demand());
    this.feedback = make("div", "workbook-form-feedback", { id: ids.feedback, role: "status", "aria-live": "polite" });
    const prompt = make(isChoice ? "span" : "label", "workbook-form-prompt", isChoice ? {} : { for: name });
    prompt.textContent = question.prompt;
    const byTeacher = question.kind === "reason" && !model.get("practice");
    const points = [
      question.points ? fill(question.points === 1 ? this.words.point : this.words.points, question) : "",
      byTeacher ? this.words.teacher : "",
    ].filter(Boolean).join(" · ");
    const head = make("legend", "workbook-form-legend", {},
      make("span", "workbook-form-number", { "aria-hidden": "true" }, String(number)), prompt,
      points ? make("span", "workbook-form-points", {}, points) : null);
    const foot = make("div", "workbook-form-foot", {}, this.check, this.again, this.status);
    this.node = make("fieldset", "workbook-form-question", isChoice ? { "aria-describedby": `${ids.status} ${ids.feedback}` } : {},
      head, this.field.node, foot, this.feedback);
    this.value = model.get("values")[this.id] ?? null;
    this.field.write(this.value);
    this.showStatus();
    this.showFeedback();
  }

  changed(value, when) {
    clearTimeout(this.pause);
    if (same(value, this.value)) return this.showStatus();
    this.say("saving", this.words.saving);
    if (when === "now") this.send(value);
    else this.pause = setTimeout(() => this.send(this.field.read()), TYPING_PAUSE);
  }

  send(value) {
    clearTimeout(this.pause);
    const again = same(value, this.value);
    this.value = value;
    this.say("saving", this.words.saving);
    clearTimeout(this.wait);
    this.wait = setTimeout(() => this.say("saving", this.words.saving_long), LONG_WAIT);
    const values = { ...this.model.get("values") };
    if (value === null) delete values[this.id];
    else values[this.id] = value;
    if (again) this.model.send({ ask: "save", question: this.id });
    this.model.set("values", values);
    this.model.save_changes();
  }

  demand() {
    this.field.settle?.();
    this.model.send({ ask: "check", question: this.id });
  }

  say(state, text, again = false) {
    this.status.dataset.state = state;
    if (this.status.textContent !== text) this.status.textContent = text;
    this.again.hidden = !again;
  }

  showValue() {
    const value = this.model.get("values")[this.id] ?? null;
    if (same(value, this.value) || this.field.busy()) return;
    this.value = value;
    this.field.write(value);
    this.showStatus();
  }

  showStatus() {
    const status = this.model.get("status")[this.id];
    if (!status) return this.say("", this.words.unanswered);
    if (!same(status.value, this.value) || !same(this.field.read(), this.value)) return;
    if (status.state !== "saving") clearTimeout(this.wait);
    this.say(status.state, status.text, status.again);
  }

  showFeedback() {
    const feedback = this.model.get("feedback")[this.id];
    if (same(feedback, this.told)) return;
    this.told = feedback;
    this.feedback.replaceChildren();
    this.feedback.dataset.tone = feedback?.tone ?? "";
    if (!feedback) return;
    const heading = make("p", "workbook-form-feedback-heading");
    heading.textContent = feedback.heading;
    const paragraphs = feedback.paragraphs.map((text) => {
      const paragraph = make("p", "");
      paragraph.textContent = text;
      return paragraph;
    });
    this.feedback.append(heading, ...paragraphs);
  }
}

function render({ model, el }) {
  const prefix = `workbook-form-${unique()}`;
  const words = model.get("words");
  // An assignment's notebook has the case's title above the form.
  const heading = model.get("practice") ? make("h3", "workbook-form-heading", {}, model.get("heading")) : null;
  const dead = make("p", "workbook-form-dead", { role: "alert" }, words.disconnected);
  const notices = make("div", "workbook-form-notices", { role: "status" });
  const story = make("div", "workbook-form-story", {}, make("p", "workbook-form-story-title", {}, words.story));
  story.insertAdjacentHTML("beforeend", model.get("story_html"));
  const views = model.get("questions").map((question, index) => new QuestionView(question, index + 1, prefix, model));
  const asked = make("div", "workbook-form-questions", {}, ...views.map((view) => view.node));
  const summary = make("p", "workbook-form-summary", { "aria-live": "off" });
  const body = make("div", "workbook-form-body", {}, model.get("story_html") ? story : null, asked);
  const root = make("section", "workbook-form", {
    lang: model.get("language") === "zh" ? "zh-CN" : "en",
    "aria-label": model.get("heading"),
  }, heading, dead, notices, body, summary);
  // The notebook's shortcuts (x cuts the cell) match the focused element itself, so each control has to refuse them.
  root.querySelectorAll("input, textarea, button").forEach((node) => (node.dataset.lmSuppressShortcuts = "true"));

  const showNotices = () =>
    notices.replaceChildren(...model.get("notices").map((text) => {
      const notice = make("p", "");
      notice.textContent = text;
      return notice;
    }));
  const showSummary = () => (summary.textContent = model.get("summary"));
  const showConnection = () => {
    const gone = el.closest(".jupyter-widgets-disconnected") !== null;
    root.classList.toggle("workbook-form-disconnected", gone);
    body.inert = gone;
  };
  // anywidget drops the listener with which ipywidgets marks a dead view, so the form sets the mark itself.
  function followConnection() {
    el.classList.toggle("jupyter-widgets-disconnected", this?.model?.comm_live !== true);
  }
  const settleAll = () => views.forEach((view) => view.field.settle?.());
  root.addEventListener("focusin", () => summary.setAttribute("aria-live", "polite"));
  root.addEventListener("focusout", () => summary.setAttribute("aria-live", "off"));
  // With those shortcuts off, the browser would offer to save the page.
  root.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") event.preventDefault();
  });
  document.addEventListener("visibilitychange", settleAll);
  const follow = {
    "change:values": () => views.forEach((view) => view.showValue()),
    "change:status": () => views.forEach((view) => view.showStatus()),
    "change:feedback": () => views.forEach((view) => view.showFeedback()),
    "change:notices": showNotices,
    "change:summary": showSummary,
    comm_live_update: followConnection,
  };
  for (const [event, action] of Object.entries(follow)) model.on(event, action);
  const watcher = new MutationObserver(showConnection);
  watcher.observe(el, { attributes: true, attributeFilter: ["class"] });
  showNotices();
  showSummary();
  el.append(root);
  views.forEach((view) => view.field.tell?.());
  showConnection();
  return () => {
    watcher.disconnect();
    document.removeEventListener("visibilitychange", settleAll);
    for (const [event, action] of Object.entries(follow)) model.off(event, action);
  };
}

export default { render };
