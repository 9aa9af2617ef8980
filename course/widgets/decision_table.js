// The decision table: a day is chosen, each result unfolds into its rules, long lists of exceptions are folded.

// Every widget loads this file anew, so a counter here would give two of them the same ids.
const unique = () => Math.random().toString(36).slice(2);

function make(tag, className, text, attributes = {}) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

// So many exceptions are shown without being asked for.
const FEW = 1;

function exceptions(row, { rules, words }) {
  const cell = make("td", "workbook-decision-table-unless");
  const texts = row.unless.map((rule) => rules[rule]);
  const list = make("ul", "");
  list.append(...texts.map((text) => make("li", "", text)));
  if (texts.length === 0) cell.append(words.none);
  else if (texts.length <= FEW) cell.append(...texts);
  else {
    const folded = make("details", "");
    folded.append(make("summary", "", row.exceptions), list);
    cell.append(folded);
  }
  return cell;
}

function table(result, scene) {
  const words = scene.words;
  const drawn = make("table", "", undefined, { "aria-label": result.result });
  const names = make("tr", "");
  names.append(...[words.when, words.unless, words.law].map((text) => make("th", "", text, { scope: "col" })));
  const head = make("thead", "");
  head.append(names);
  const body = make("tbody", "");
  for (const row of result.rows) {
    const line = make("tr", row.only ? "workbook-decision-table-only" : "");
    const when = make("td", "", scene.rules[row.rule] + row.also);
    if (row.only) when.append(make("span", "workbook-decision-table-mark", words.only));
    const law = make("td", "", row.law);
    law.append(make("span", "workbook-decision-table-rule", row.rule));
    line.append(when, exceptions(row, scene), law);
    body.append(line);
  }
  drawn.append(head, body);
  return drawn;
}

function render({ model, el }) {
  const scene = model.get("scene");
  const words = scene.words;
  const id = `workbook-decision-table-${unique()}`;
  const root = make("section", "workbook-panel workbook-decision-table", undefined, {
    lang: scene.language === "zh" ? "zh-CN" : "en",
    "aria-labelledby": `${id}-title`,
    "data-lm-suppress-shortcuts": "true",
  });
  const chooser = make("fieldset", "workbook-decision-table-days");
  chooser.append(make("legend", "", words.choose));
  const buttons = scene.days.map((day, place) => {
    const label = make("label", "");
    const input = make("input", "", undefined, { type: "radio", name: id, value: String(place) });
    input.addEventListener("change", () => {
      model.set("day", place);
      model.save_changes();
    });
    label.append(input, make("span", "", day.label));
    chooser.append(label);
    return input;
  });
  const told = make("p", "workbook-decision-table-told", "", { role: "status" });
  const results = make("div", "");
  const open = new Set();

  // The days differ in a few rules only: what was unfolded stays so when another day is chosen.
  const unfolding = (result) => {
    const node = make("details", "workbook-decision-table-result");
    const summary = make("summary", "");
    summary.append(make("strong", "", result.result), make("span", "workbook-decision-table-count", result.count));
    node.append(summary, make("p", "", result.meaning), table(result, scene));
    node.open = open.has(result.result);
    node.addEventListener("toggle", () => (node.open ? open.add(result.result) : open.delete(result.result)));
    return node;
  };
  const show = () => {
    const place = model.get("day");
    buttons.forEach((input, other) => {
      input.checked = other === place;
    });
    told.textContent = scene.days[place].shown;
    results.replaceChildren(...scene.days[place].results.map(unfolding));
  };
  model.on("change:day", show);
  root.append(make("h3", "", words.title, { id: `${id}-title` }), chooser, told, results);
  show();
  el.append(root);
  return () => model.off("change:day", show);
}

export default { render };
