// Which cells are ours: those whose source is, character for character, in known_cells.json beside this file.

const FORMAT = "credit-liability-known-cells/1";
const LANGUAGE_AT_THE_END = /"(zh|en)"\)\s*$/;

/** A JSON file of the extension itself. Fails if it is not there. */
export async function readJson(name) {
  const answer = await fetch(new URL(name, import.meta.url), { cache: "no-store" });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/** The exact sources that may run by themselves. Empty if the list is absent or not understood: then nothing runs. */
export async function readKnownCells() {
  try {
    const list = await readJson("known_cells.json");
    const understood = list.format === FORMAT && Array.isArray(list.cells);
    return new Set(understood ? list.cells.filter((source) => typeof source === "string" && source.trim()) : []);
  } catch (error) {
    console.warn(`credit-liability-workbook: no list of known cells, so no cell runs by itself (${error})`);
    return new Set();
  }
}

/** The language that a known cell asks for: its last argument. */
export function languageOf(source) {
  return LANGUAGE_AT_THE_END.exec(source)?.[1] ?? "zh";
}
