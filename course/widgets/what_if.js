// What-if: one person at a time, a native list for each fact, both answers beside it. Python answers; words only here.

// Every widget loads this file anew, so a counter here would give two of them the same ids.
const unique = () => Math.random().toString(36).slice(2);

function make(tag, className, text, attributes = {}) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

class Fact {
  constructor(fact, id, words, changed) {
    this.original = fact.original;
    this.field = make("select", "", undefined, { id, "aria-describedby": `${id}-state` });
    fact.options.forEach((text, place) => {
      this.field.append(make("option", "", place === fact.original ? `${text}${words.in_story}` : text, { value: String(place) }));
    });
    this.field.value = String(fact.chosen);
    this.field.addEventListener("change", changed);
    this.state = make("span", "workbook-what-if-state", "", { id: `${id}-state` });
    this.words = words;
    this.node = make("div", "workbook-what-if-fact");
    this.node.append(make("label", "", fact.name, { for: id }), this.field, this.state);
    this.mark();
  }

  get chosen() {
    return Number(this.field.value);
  }

  put(place) {
    this.field.value = String(place);
    this.mark();
  }

  mark() {
    const moved = this.chosen !== this.original;
    this.node.dataset.moved = String(moved);
    this.state.textContent = moved ? this.words.now : "";
  }
}

class Answer {
  constructor(words) {
    this.words = words;
    this.node = make("div", "workbook-panel-answer");
    this.asked = make("span", "workbook-panel-asked");
    this.outcome = make("strong", "workbook-panel-outcome");
    this.before = make("p", "workbook-what-if-before");
    this.reasons = make("div", "");
    this.node.append(this.asked, this.outcome, this.before, this.reasons);
  }

  show(told, flipped) {
    this.node.dataset.moved = String(told.moved);
    this.asked.textContent = told.question;
    this.outcome.textContent = told.outcome;
    this.before.textContent = told.moved ? `${this.words.was}${told.before}` : flipped ? this.words.same : "";
    this.reasons.replaceChildren(...told.reasons.map((text) => make("p", "", text)));
  }
}

function render({ model, el }) {
  const { words, persons, language } = model.get("scene");
  const id = `workbook-what-if-${unique()}`;
  const root = make("section", "workbook-panel workbook-what-if", undefined, {
    lang: language === "zh" ? "zh-CN" : "en",
    "aria-label": words.title,
    "data-lm-suppress-shortcuts": "true",
  });

  const people = make("fieldset", "workbook-what-if-people");
  people.append(make("legend", "", words.choose));
  const choices = persons.map((person, place) => {
    const input = make("input", "", undefined, { type: "radio", name: `${id}-person`, id: `${id}-person-${place}` });
    input.addEventListener("change", () => send(place, []));
    const label = make("label", "", undefined, { for: input.id });
    label.append(input, make("span", "", person.name));
    people.append(label);
    return input;
  });

  const loan = make("p", "workbook-what-if-loan");
  const facts = make("div", "workbook-what-if-facts");
  const reset = make("button", "", words.reset, { type: "button" });
  reset.addEventListener("click", () => send(model.get("flipped").person, []));
  const left = make("div", "workbook-what-if-side");
  left.append(make("h3", "", words.facts), facts, reset);
  const answers = make("div", "workbook-what-if-answers");
  const both = [new Answer(words), new Answer(words)];
  answers.append(...both.map((one) => one.node));
  const heard = make("p", "workbook-panel-unseen", "", { role: "status", "aria-live": "polite" });
  const gone = make("p", "workbook-what-if-gone", words.gone, { role: "alert", hidden: "" });
  const body = make("div", "workbook-what-if-body");
  body.append(left, answers);
  root.append(gone, people, loan, body, heard);

  let fields = [];
  let person = -1;
  let turn = model.get("flipped").turn;

  function send(place, chosen) {
    turn += 1;
    answers.setAttribute("aria-busy", "true");
    model.set("flipped", { person: place, chosen, turn });
    model.save_changes();
  }

  function show() {
    const shown = model.get("shown");
    if (shown.turn < turn) return;
    turn = shown.turn;
    if (shown.person !== person) {
      person = shown.person;
      const changed = () => {
        fields.forEach((field) => field.mark());
        send(person, fields.map((field) => field.chosen));
      };
      fields = shown.facts.map((fact, place) => new Fact(fact, `${id}-${person}-${place}`, words, changed));
      facts.replaceChildren(...fields.map((field) => field.node));
      loan.textContent = persons[person].loan;
    } else {
      fields.forEach((field, place) => field.put(shown.facts[place].chosen));
    }
    choices.forEach((input, place) => (input.checked = place === person));
    const flipped = shown.facts.some((fact) => fact.chosen !== fact.original);
    shown.answers.forEach((told, place) => both[place].show(told, flipped));
    reset.disabled = !flipped;
    answers.removeAttribute("aria-busy");
    heard.textContent = shown.answers
      .map((told) => `${told.question} ${told.outcome}${told.moved ? words.moved : ""}`)
      .join(" ");
  }

  const connection = () => {
    const lost = el.closest(".jupyter-widgets-disconnected") !== null;
    gone.hidden = !lost;
    body.inert = people.inert = lost;
  };
  const watcher = new MutationObserver(connection);
  watcher.observe(el, { attributes: true, attributeFilter: ["class"] });
  model.on("change:shown", show);
  show();
  heard.textContent = "";
  el.append(root);
  connection();
  return () => {
    watcher.disconnect();
    model.off("change:shown", show);
  };
}

export default { render };
