// One person a step. Built once; a step changes texts only. Going on moves the focus nowhere, the step is read out.

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
  node.append(...told.reasons.map((text) => make("p", "", text)));
  return node;
}

function render({ model, el }) {
  const scene = model.get("scene");
  const { words, steps } = scene;
  const root = make("section", "workbook-panel workbook-worked-case", undefined, {
    lang: scene.language === "zh" ? "zh-CN" : "en",
    "aria-label": words.title,
    "data-lm-suppress-shortcuts": "true",
  });
  const bar = make("ol", "workbook-worked-case-bar", undefined, { "aria-hidden": "true" });
  const marks = steps.map((step) => make("li", "", step.name));
  bar.append(...marks);
  const shown = make("div", "workbook-worked-case-step", undefined, { "aria-live": "polite" });
  const back = make("button", "", words.back, { type: "button" });
  const next = make("button", "workbook-panel-main", words.next, { type: "button" });
  const foot = make("div", "workbook-worked-case-foot");
  const end = make("span", "", words.end, { role: "status" });
  foot.append(back, next, end);

  const go = (by) => {
    model.set("step", Math.min(Math.max(model.get("step") + by, 0), steps.length - 1));
    model.save_changes();
  };
  back.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));

  const show = () => {
    const place = model.get("step");
    const step = steps[place];
    const head = make("h3", "", step.name);
    head.append(make("span", "workbook-worked-case-place", step.place));
    const answers = make("div", "workbook-panel-answers");
    answers.append(...step.answers.map(answer));
    shown.replaceChildren(head, answers);
    marks.forEach((mark, index) => {
      mark.dataset.state = index < place ? "past" : index === place ? "present" : "coming";
    });
    const last = place === steps.length - 1;
    const lost = (place === 0 && document.activeElement === back) || (last && document.activeElement === next);
    back.disabled = place === 0;
    next.disabled = last;
    end.hidden = !last;
    if (lost) (last ? back : next).focus();
  };
  model.on("change:step", show);
  root.append(bar, shown, foot);
  show();
  el.append(root);
  return () => model.off("change:step", show);
}

export default { render };
