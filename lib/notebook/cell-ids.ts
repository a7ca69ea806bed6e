const longest = 64;

/**
 * An id as nbformat 4.5 asks for it, as close to the wanted one as can be: 1 to 64 letters, digits,
 * hyphens and underscores, and not among those taken. It is then taken too.
 */
export function takeId(wanted: string, taken: Set<string>): string {
  const valid = wanted.replace(/[^a-zA-Z0-9_-]/g, "-").slice(0, longest) || "cell";
  let id = valid;
  for (let count = 2; taken.has(id); count++) {
    const suffix = `-${count}`;
    id = valid.slice(0, longest - suffix.length) + suffix;
  }
  taken.add(id);
  return id;
}
