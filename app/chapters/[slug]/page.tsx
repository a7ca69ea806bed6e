import type { Metadata } from "next";
import { StorageNotice } from "@/components/exercises/storage-notice";
import { ChapterFrame } from "@/components/layout/chapter-frame";
import { chapterComponents } from "@/components/mdx";
import { NotebookHost } from "@/components/notebook/notebook-host";
import { chapters, getChapter } from "@/content/book";

interface Props {
  params: Promise<{ slug: string }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return chapters.filter((chapter) => chapter.isWritten).map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, summary } = getChapter((await params).slug);
  return { title, description: summary };
}

export default async function ChapterPage({ params }: Props) {
  const { slug } = await params;
  const { default: Text, sections, cells } = await import(`@/content/chapters/${slug}/chapter.mdx`);
  return (
    <ChapterFrame chapter={getChapter(slug)} sections={sections}>
      <Text components={chapterComponents} />
      {cells.length > 0 ? <NotebookHost chapter={slug} /> : null}
      <StorageNotice />
    </ChapterFrame>
  );
}
