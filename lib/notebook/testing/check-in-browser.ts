import { renderMarkdown } from "../markdown";
import { sanitizeHtml } from "../sanitize";

/*
 * Run in a browser by tests: puts what the sanitisers let through into the page, as the book does, and
 * looks at what is there then.
 */

declare global {
  var pwn: () => void;
}

let pwnCount = 0;
globalThis.pwn = () => {
  pwnCount += 1;
};

const urlAttributes = [
  ..."action background cite classid codebase data dynsrc formaction href icon longdesc lowsrc".split(
    " ",
  ),
  ..."manifest ping poster profile src srcdoc srcset usemap xlink:href".split(" "),
];
const forbiddenTags = [
  ..."script style link meta base iframe frame frameset object embed applet template slot form".split(
    " ",
  ),
  ..."input button select option textarea label output video audio source track picture image".split(
    " ",
  ),
  ..."use feimage foreignobject animate set animatetransform animatemotion noscript portal".split(
    " ",
  ),
];
const forbiddenAttributes = [
  ..."id name class style slot part nonce tabindex accesskey autofocus contenteditable".split(" "),
  ..."role popover popovertarget for form srcset ping background poster data-formula".split(" "),
];

export interface Finding {
  source: string;
  output: string;
  problems: string[];
}

/** What is wrong with the sanitised form of each of these; nothing, it is hoped. */
export function findProblems(sources: readonly string[], kind: "html" | "markdown"): Finding[] {
  const sanitize = kind === "html" ? sanitizeHtml : renderMarkdown;
  return sources.flatMap((source) => {
    const output = sanitize(source);
    const before = pwnCount;
    const box = document.createElement("div");
    document.body.append(box);
    box.innerHTML = output;
    const problems = [...box.querySelectorAll("*")].flatMap((element) => inspect(element, box));
    if (kind === "html" && sanitizeHtml(output) !== output) problems.push("not stable");
    if (box.parentElement !== document.body) problems.push("left its place");
    for (const element of box.querySelectorAll("*")) {
      for (const type of ["pointerover", "focus", "toggle", "error", "load"]) {
        element.dispatchEvent(new Event(type, { bubbles: true }));
      }
    }
    box.remove();
    if (pwnCount > before) problems.push("ran a script");
    return problems.length > 0 ? [{ source, output, problems }] : [];
  });
}

/** How often a script has run since the page was opened, also later than while it was looked at. */
export function countPwned(): number {
  return pwnCount;
}

export { renderMarkdown, sanitizeHtml };

function inspect(element: Element, box: Element): string[] {
  // KaTeX writes styles and classes of its own, after the sanitiser.
  if (isInFormula(element, box)) return inspectFormulaPart(element);
  const problems: string[] = [];
  const tag = element.localName.toLowerCase();
  if (forbiddenTags.includes(tag)) problems.push(`<${tag}>`);
  if (element.namespaceURI === "http://www.w3.org/1998/Math/MathML") problems.push("MathML");
  for (const { name, value } of element.attributes) {
    const lower = name.toLowerCase();
    // Emptied, not removed: browsers would write the removed value again.
    if (lower === "is" && value !== "") problems.push("is");
    if (lower.startsWith("on") || forbiddenAttributes.includes(lower)) problems.push(lower);
    if (
      /url\s*\(|image-set|\\/i.test(value) &&
      tag !== "a" &&
      lower !== "title" &&
      lower !== "alt"
    ) {
      problems.push(`${lower}="${value}"`);
    }
    if (!urlAttributes.includes(lower)) continue;
    const isPicture = tag === "img" && lower === "src" && value.startsWith("data:image/");
    const isLink =
      tag === "a" &&
      lower === "href" &&
      ["http:", "https:", "mailto:"].includes((element as HTMLAnchorElement).protocol) &&
      element.getAttribute("rel") === "noopener noreferrer nofollow" &&
      element.getAttribute("target") === "_blank";
    if (!isPicture && !isLink) problems.push(`${lower}="${value}"`);
  }
  return problems;
}

function isInFormula(element: Element, box: Element): boolean {
  for (let at: Element | null = element; at && at !== box; at = at.parentElement) {
    if (at.classList.contains("katex") || at.classList.contains("katex-display")) return true;
    if (at.classList.contains("katex-error")) return true;
  }
  return false;
}

function inspectFormulaPart(element: Element): string[] {
  return [...element.attributes].flatMap(({ name, value }) =>
    /^(on|id$|name$|href$|src$|data-)/i.test(name) || /url\(|javascript:/i.test(value)
      ? [`in a formula: ${name}="${value}"`]
      : [],
  );
}
