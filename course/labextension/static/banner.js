// The strip at the top of a notebook whose kernel is gone.

/** Keeps the notebook's one-key commands (delete, cut, move) away from what a person types or picks inside `node`. */
export function guardKeys(node) {
  node.addEventListener("keydown", (event) => {
    const command = (event.ctrlKey || event.metaKey) && event.key !== "Enter";
    if (!command) event.stopPropagation();
  });
}

function element(tag, className, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

export class Banner {
  /** `place` gets the strip as its first child; `words` are of one language; `reconnect` is called by the button. */
  constructor(place, words, language, reconnect) {
    this.place = place;
    this.words = words;
    this.node = element("div", "workbook-banner");
    this.node.lang = language === "zh" ? "zh-CN" : language;
    this.node.setAttribute("role", "alert");
    guardKeys(this.node);
    this.said = element("p", "workbook-banner-reason");
    this.button = element("button", "workbook-banner-button", words.reconnect);
    this.button.type = "button";
    this.button.addEventListener("click", reconnect);
    const text = element("div", "workbook-banner-text");
    text.append(this.said, element("p", "workbook-banner-safe", words.safe));
    this.inside = element("div", "workbook-banner-inside");
    this.inside.append(text, this.button);
  }

  /** Says why the form is dead: a key of the words' `reasons`. */
  show(reason) {
    this.said.textContent = this.words.reasons[reason];
    if (this.node.isConnected) return;
    this.node.replaceChildren();
    this.place.prepend(this.node);
    // A live region is read out when its content changes, so the content comes after the region.
    this.node.append(this.inside);
  }

  /** Shows that the button was pressed, or that it can be pressed. */
  busy(isBusy) {
    this.button.disabled = isBusy;
    this.button.textContent = isBusy ? this.words.reconnecting : this.words.reconnect;
  }

  hide() {
    this.node.remove();
    this.busy(false);
  }
}
