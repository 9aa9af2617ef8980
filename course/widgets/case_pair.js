// The minimal pair: stories first, the trainee's own comparison, then the one fact that differs, both answers, the rule.

// Every widget loads this file anew, so a counter here would give two of them the same ids.
const unique = () => Math.random().toString(36).slice(2);

function make(tag, className, text, attributes = {}) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function answer(told) {
  const node = make("div", "workbook-panel-answer");
  node.append(make("span", "workbook-panel-asked", told.question), make("strong", "workbook-panel-outcome", told.outcome));
  return node;
}

function reasons(told, words) {
  const node = make("details", "");
  node.append(make("summary", "", words.why));
  for (const one of told) node.append(...one.reasons.map((text) => make("p", "", text)));
  return node;
}

function render({ model, el }) {
  const scene = model.get("scene");
  const { words, cases } = scene;
  const id = `workbook-case-pair-${unique()}`;
  const root = make("section", "workbook-panel workbook-case-pair", undefined, {
    lang: scene.language === "zh" ? "zh-CN" : "en",
    "aria-label": words.title,
    "data-lm-suppress-shortcuts": "true",
  });

  const stories = make("div", "workbook-case-pair-two");
  const results = make("div", "workbook-case-pair-two");
  const paragraphs = [];
  for (const one of cases) {
    const told = make("article", "workbook-case-pair-story");
    told.append(make("h3", "", one.title));
    for (const part of one.story) {
      const text = make("p", "", part.text);
      if (part.differs) paragraphs.push(text);
      told.append(text);
    }
    stories.append(told);
    const result = make("div", "workbook-case-pair-result");
    result.append(make("h4", "", one.title), make("p", "workbook-case-pair-fact", one.fact));
    result.append(...one.answers.map(answer), reasons(one.answers, words));
    results.append(result);
  }

  const notes = ["alike", "differs"].map((name) => {
    const field = make("textarea", "", undefined, { id: `${id}-${name}`, rows: "2", maxlength: "500" });
    const label = make("label", "", words[name], { for: field.id });
    const box = make("div", "workbook-case-pair-note");
    box.append(label, field);
    return { field, box };
  });
  const asking = make("div", "workbook-case-pair-two");
  asking.append(...notes.map((note) => note.box));
  const hint = make("p", "workbook-case-pair-hint", words.hint, { id: `${id}-hint`, "aria-live": "polite" });
  const button = make("button", "workbook-panel-main", words.show, { type: "button", "aria-describedby": hint.id });
  const revealed = make("div", "workbook-case-pair-revealed", undefined, { tabindex: "-1", hidden: "" });
  const rule = make("div", "workbook-case-pair-rule");
  rule.append(make("h4", "", words.rule_title), ...words.rule.split("\n").map((text) => make("p", "", text)));
  revealed.append(make("h3", "", words.only), results, rule);

  button.addEventListener("click", () => {
    const empty = notes.find((note) => note.field.value.trim().length < 2);
    if (empty) {
      hint.textContent = words.too_soon;
      empty.field.focus();
      return;
    }
    model.set("shown", true);
    model.save_changes();
    revealed.focus();
  });

  const show = () => {
    const open = model.get("shown");
    revealed.hidden = !open;
    button.hidden = hint.hidden = open;
    paragraphs.forEach((text) => text.classList.toggle("workbook-case-pair-differs", open));
  };
  model.on("change:shown", show);
  root.append(stories, asking, button, hint, revealed);
  show();
  el.append(root);
  return () => model.off("change:shown", show);
}

export default { render };
