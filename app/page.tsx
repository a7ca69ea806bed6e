import { TitlePage } from "@/components/layout/title-page";

export default function Home() {
  return <TitlePage />;
}
