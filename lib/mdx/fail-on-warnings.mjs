/**
 * Fails on the first warning of an earlier plugin, at its place in the file: rehype-katex only warns
 * of a wrong formula, and would print its source in red.
 */
export default function failOnWarnings() {
  return (_tree, file) => {
    const [first] = file.messages;
    if (!first) return;
    const cause = first.cause instanceof Error ? `: ${first.cause.message}` : "";
    file.fail(`${first.reason}${cause}`, first.place);
  };
}
