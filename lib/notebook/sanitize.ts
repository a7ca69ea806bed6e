import createPurifier, { type Config, type DOMPurify } from "dompurify";

/*
 * HTML from cells, links and files. It is cut down to what a picture or a text needs: nothing that runs,
 * nothing that asks another host, nothing that styles or names other parts of the page. DOMPurify knows
 * the ways in which browsers misread HTML; the lists below are shorter than its own.
 */

const htmlTags = [
  ..."a abbr b bdi bdo blockquote br caption code col colgroup dd del details dfn div dl dt em".split(
    " ",
  ),
  ..."figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s".split(
    " ",
  ),
  ..."samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split(
    " ",
  ),
];

/** Shapes and text. What refers to other parts (`use`, gradients, masks) is of no use without `id`. */
const svgTags = "svg g path circle ellipse rect line polyline polygon text tspan".split(" ");

const htmlAttributes = [
  ..."abbr align alt colspan datetime dir height href lang open reversed rowspan scope".split(" "),
  ..."span src start title valign value width aria-hidden aria-label".split(" "),
];

const svgAttributes = [
  ..."cx cy d dx dy fill fill-opacity fill-rule font-family font-size font-style".split(" "),
  ..."font-weight opacity points preserveaspectratio r rotate rx ry stroke stroke-dasharray".split(
    " ",
  ),
  ..."stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity".split(" "),
  ..."stroke-width text-anchor textlength transform viewbox x x1 x2 y y1 y2".split(" "),
];

const config: Config = {
  ALLOWED_TAGS: [...htmlTags, ...svgTags, "#text"],
  ALLOWED_ATTR: [...htmlAttributes, ...svgAttributes],
  ALLOWED_NAMESPACES: ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
};

const linkPattern = /^(https?:\/\/|mailto:)/i;
const pictureUrlPattern = /^data:image\/(png|jpeg|gif|webp|avif);base64,[a-z0-9+/=\s]*$/i;
/** The functions that a colour or a transform may call; `url()` asks for a file. */
const functionNames = new Set(
  "rgb rgba hsl hsla matrix translate scale rotate skewx skewy".split(" "),
);

/** Whether HTML can be sanitised here: it takes a browser's own parser. */
export const canSanitize = createPurifier.isSupported;

/**
 * The harmless part of some HTML, to be put into an element of the page.
 *
 * Without scripts, styles, forms, frames, `class`, `id`, `name`, events and addresses of files: a picture
 * is a `data:` URL, and a link leads to another site in another tab, without telling where from.
 *
 * Throws an Error where there is no browser.
 */
export function sanitizeHtml(html: string): string {
  return getPurifier().sanitize(html, config);
}

/** As `sanitizeHtml`, in nodes; also keeps these attributes. */
export function sanitizeToFragment(html: string, attributes: readonly string[]): DocumentFragment {
  const fragment: DocumentFragment | null = getPurifier().sanitize(html, {
    ...config,
    ALLOWED_ATTR: [...(config.ALLOWED_ATTR ?? []), ...attributes],
    RETURN_DOM_FRAGMENT: true,
  });
  // Where nothing is left, DOMPurify gives null.
  return fragment ?? new DocumentFragment();
}

let purifier: DOMPurify | undefined;

function getPurifier(): DOMPurify {
  if (!canSanitize) throw new Error("sanitizeHtml: expected a browser, but there is no document.");
  if (!purifier) {
    // One of our own, since hooks hold for every use of an instance.
    purifier = createPurifier(window);
    purifier.addHook("afterSanitizeAttributes", checkAttributes);
  }
  return purifier;
}

function checkAttributes(element: Element) {
  for (const { name, value } of [...element.attributes]) {
    if (!isHarmless(name, value, element)) element.removeAttribute(name);
  }
  if (element.hasAttribute("href")) {
    element.setAttribute("target", "_blank");
    element.setAttribute("rel", "noopener noreferrer nofollow");
  }
}

function isHarmless(name: string, value: string, { localName, namespaceURI }: Element): boolean {
  if (name === "href") return localName === "a" && linkPattern.test(value);
  if (name === "src") return localName === "img" && pictureUrlPattern.test(value);
  // In SVG most attributes are CSS, where a backslash may hide the name of a function.
  if (namespaceURI === "http://www.w3.org/2000/svg" && !name.startsWith("aria-")) {
    const calls = value.matchAll(/([^\s,()]*)\s*\(/g);
    return !value.includes("\\") && [...calls].every(([, call = ""]) => isKnownFunction(call));
  }
  return true;
}

function isKnownFunction(name: string): boolean {
  return functionNames.has(name.toLowerCase());
}
