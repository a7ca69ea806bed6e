import { chapters } from "@/content/book";
import { readNotebook } from "@/content/cells";

export const dynamic = "force-static";
export const dynamicParams = false;

export function generateStaticParams() {
  return chapters.filter((chapter) => chapter.isWritten).map(({ slug }) => ({ slug }));
}

/** What the notebook of a chapter starts from. It is a file of the site, loaded when the reader runs a cell. */
export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { cells } = await import(`@/content/chapters/${slug}/chapter.mdx`);
  return Response.json(await readNotebook(slug, cells));
}
