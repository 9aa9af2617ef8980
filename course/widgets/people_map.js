// The people map: nodes are buttons laid over drawn lines; the same things stand below as a list of sentences.

// Every widget loads this file anew, so a counter here would give two of them the same ids.
const unique = () => Math.random().toString(36).slice(2);

function make(tag, className, text, attributes = {}) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

// Places in per cent of the drawing: lender, loan and borrower in the middle, the others on both sides.
const LENDER = { x: 50, y: 10 };
const LOAN = { x: 50, y: 44 };
const BORROWER = { x: 50, y: 86 };

function places(count) {
  const rows = Math.ceil(count / 2);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / 2);
    return { x: index % 2 ? 88 : 12, y: rows === 1 ? 60 : 26 + (row * 60) / (rows - 1) };
  });
}

function line(from, to, kind) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "line");
  for (const [name, value] of Object.entries({ x1: from.x, y1: from.y, x2: to.x, y2: to.y })) drawn.setAttribute(name, value);
  drawn.setAttribute("class", `workbook-people-map-${kind}`);
  return drawn;
}

function at(node, place) {
  node.style.left = `${place.x}%`;
  node.style.top = `${place.y}%`;
  return node;
}

function render({ model, el }) {
  const scene = model.get("scene");
  const words = scene.words;
  const id = `workbook-people-map-${unique()}`;
  const root = make("section", "workbook-panel workbook-people-map", undefined, {
    lang: scene.language === "zh" ? "zh-CN" : "en",
    "aria-labelledby": `${id}-title`,
    "data-lm-suppress-shortcuts": "true",
  });
  root.append(make("h3", "", scene.title, { id: `${id}-title` }));
  const story = make("div", "workbook-people-map-story");
  story.append(...scene.story.map((text) => make("p", "", text)));

  const drawing = make("div", "workbook-people-map-drawing", undefined, { role: "group", "aria-label": words.people });
  const lines = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" })) {
    lines.setAttribute(name, value);
  }
  drawing.append(lines);

  const label = (text, from, to) => {
    const spot = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    drawing.append(at(make("span", "workbook-people-map-label", text, { "aria-hidden": "true" }), spot));
  };
  const thing = (className, name, text, place) => {
    const node = at(make("div", `workbook-people-map-thing ${className}`), place);
    node.append(make("span", "workbook-people-map-kind", name), make("span", "", text));
    drawing.append(node);
  };
  const borrower = scene.persons.find((person) => person.borrower);
  // Those on the loan stand above, beside it; those with a tie alone below, beside the borrower: so no lines cross.
  const others = scene.persons.filter((person) => !person.borrower).sort((one, other) => !one.role - !other.role);
  const spots = places(others.length);
  lines.append(line(LENDER, LOAN, "role"), line(BORROWER, LOAN, "role"));
  others.forEach((person, index) => {
    if (person.role) lines.append(line(spots[index], LOAN, "role"));
    if (person.tie) lines.append(line(spots[index], BORROWER, "tie"));
  });
  thing("workbook-people-map-lender", words.lender, scene.lender, LENDER);
  thing("workbook-people-map-loan", words.loan, scene.loan, LOAN);

  const buttons = new Map();
  const button = (person, place) => {
    const node = at(make("button", "workbook-people-map-person", person.name, { type: "button", "aria-controls": `${id}-facts` }), place);
    node.addEventListener("click", () => {
      model.set("chosen", person.id);
      model.save_changes();
    });
    buttons.set(person.id, node);
    drawing.append(node);
  };
  if (borrower) {
    button(borrower, BORROWER);
    label(borrower.role, BORROWER, LOAN);
  }
  others.forEach((person, index) => {
    button(person, spots[index]);
    if (person.role) label(person.role, spots[index], LOAN);
    if (person.tie) label(person.tie, spots[index], BORROWER);
  });

  const legend = make("p", "workbook-people-map-legend", undefined, { "aria-hidden": "true" });
  const sample = (kind, text) => legend.append(make("span", `workbook-people-map-sample ${kind}`), make("span", "", text));
  sample("workbook-people-map-solid", words.standing);
  sample("workbook-people-map-dashed", words.tie);

  const facts = make("div", "workbook-people-map-facts", undefined, { id: `${id}-facts`, "aria-live": "polite" });
  const list = make("details", "");
  const sentences = make("ul", "");
  sentences.append(...scene.persons.map((person) => make("li", "", person.said)));
  list.append(make("summary", "", words.in_words), sentences);

  const show = () => {
    const chosen = scene.persons.find((person) => person.id === model.get("chosen"));
    for (const [person, node] of buttons) node.setAttribute("aria-pressed", String(person === chosen?.id));
    facts.replaceChildren();
    if (!chosen) {
      facts.append(make("p", "", words.choose));
      return;
    }
    const told = make("ul", "");
    told.append(...chosen.facts.map((text) => make("li", "", text)));
    facts.append(make("h4", "", chosen.said), told);
  };
  model.on("change:chosen", show);
  root.append(story, drawing, legend, facts, list);
  show();
  el.append(root);
  return () => model.off("change:chosen", show);
}

export default { render };
