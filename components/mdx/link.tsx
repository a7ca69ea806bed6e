import type { ComponentProps } from "react";
import { sitePath } from "@/components/layout/site-path";

/** A link in running text: `/chapters/…` is meant from the root of the book, wherever it is deployed. */
export function Link({ href, ...rest }: ComponentProps<"a">) {
  const isOfThisSite = href?.startsWith("/") && !href.startsWith("//");
  return <a href={isOfThisSite ? sitePath(href as `/${string}`) : href} {...rest} />;
}
