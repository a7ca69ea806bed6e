import type { Metadata } from "next";
import { Footer } from "@/components/layout/footer";
import { Header } from "@/components/layout/header";
import { TextPage } from "@/components/layout/text-page";
import { textComponents } from "@/components/mdx/text-components";
import Text from "@/content/teach.mdx";

const title = "Teach with Descent";
const summary =
  "Write chapters and exercises, put the book on the web, collect what students hand in, and grade it.";

export const metadata: Metadata = { title, description: summary };

export default function TeachPage() {
  return (
    <>
      <Header />
      <TextPage title={title} summary={summary}>
        <Text components={textComponents} />
      </TextPage>
      <Footer />
    </>
  );
}
