import type { MDXComponents } from "mdx/types";

/** Required by @next/mdx. The chapter page passes the book's own names to each chapter. */
export function useMDXComponents(components: MDXComponents): MDXComponents {
  return components;
}
