/** Long work on the page's own thread, done in parts between which the page can answer. */

/** How long the work may go on before the page is let do what waits, in milliseconds. */
const long = 12;

/** Lets the page do what waits. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** What becomes of each of a list. */
export async function eachOf<From, To>(list: readonly From[], made: (from: From) => To): Promise<To[]> {
  const all: To[] = [];
  let began = performance.now();
  for (const from of list) {
    all.push(made(from));
    if (performance.now() - began < long) continue;
    await breath();
    began = performance.now();
  }
  return all;
}
