/** A path of the site as a link writes it: under the folder that the site is deployed in. */
export function sitePath(path: `/${string}`): string {
  return `${process.env.BASE_PATH ?? ""}${path}`;
}

export function chapterPath(slug: string): string {
  return sitePath(`/chapters/${slug}/`);
}
