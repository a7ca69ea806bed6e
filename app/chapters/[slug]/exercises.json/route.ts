import { chapters } from "@/content/book";
import { readExerciseTexts } from "@/content/exercise-texts";

export const dynamic = "force-static";
export const dynamicParams = false;

export function generateStaticParams() {
  return chapters.filter((chapter) => chapter.isWritten).map(({ slug }) => ({ slug }));
}

/**
 * What is read of a chapter's exercises beside their definitions. It is a file of the site, loaded when the reader
 * asks for the solution of a code exercise, or hands in.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  return Response.json(await readExerciseTexts(slug));
}
