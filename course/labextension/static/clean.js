// Keeps a notebook from asking to be saved when nothing that a person wrote has changed.
// Running our cells changes their outputs, and a starting kernel changes the notebook's metadata: the answers are in
// a file of their own, so neither is worth a question when the page is closed.

/** What is worth saving: every cell, but of our own cells not the output; and what is not noted about the kernel. */
function worthSaving(model, isOurs) {
  const { kernelspec, language_info, widgets, ...about } = model.metadata;
  const cells = [about];
  for (const cell of model.cells) {
    const { outputs, execution_count, ...rest } = cell.toJSON();
    const { trusted, ...metadata } = rest.metadata ?? {};
    const written = { ...rest, metadata };
    cells.push(isOurs(cell) ? written : { ...written, outputs, execution_count });
  }
  return JSON.stringify(cells);
}

/** Clears the notebook's mark "not saved" whenever all that is worth saving is saved. */
export function keepClean(context, isOurs) {
  const { model } = context;
  let saved = worthSaving(model, isOurs);
  const settle = () => {
    if (model.dirty && worthSaving(model, isOurs) === saved) model.dirty = false;
  };
  context.saveState.connect((_context, state) => {
    if (state.startsWith("completed")) saved = worthSaving(model, isOurs);
  });
  model.stateChanged.connect((_model, change) => {
    if (change.name === "dirty" && change.newValue) queueMicrotask(settle);
  });
  settle();
}
