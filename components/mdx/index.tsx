import type { MDXComponents } from "mdx/types";
import { Exercise } from "./exercise";
import { textComponents } from "./text-components";

/**
 * Every name that a chapter may use. A chapter imports nothing.
 *
 * Whatever needs script is a leaf made with `whenNear`, so that a chapter loads only what it shows,
 * and that only when it comes near.
 */
export const chapterComponents = { ...textComponents, Exercise } satisfies MDXComponents;
