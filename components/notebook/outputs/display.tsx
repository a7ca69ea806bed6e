import { useMemo } from "react";
import type { MimeBundle } from "@/lib/notebook/output";
import { chooseForm } from "./choose-form";
import { Field } from "./field";
import { Images, Png } from "./images";
import { Markup } from "./markup";
import { Model } from "./model";
import { PlainText } from "./plain-text";
import { Plot } from "./plot";
import { Table } from "./table";
import { Tensor } from "./tensor";
import { Training } from "./training";
import { Value } from "./value";

/** One thing that a cell has shown, in its richest form. */
export function Display({ data }: { data: MimeBundle }) {
  const form = useMemo(() => chooseForm(data), [data]);
  switch (form.kind) {
    case "training":
      return <Training view={form.view} />;
    case "model":
      return <Model view={form.view} />;
    case "field":
      return <Field view={form.view} />;
    case "plot":
      return <Plot view={form.view} />;
    case "images":
      return <Images view={form.view} bytes={form.bytes} />;
    case "table":
      return <Table view={form.view} />;
    case "tensor":
      return <Tensor view={form.view} />;
    case "value":
      return <Value view={form.view} />;
    case "html":
      return <Markup kind="html" source={form.html} text={form.text} isBounded />;
    case "markdown":
      return <Markup kind="markdown" source={form.source} text={form.text} isBounded />;
    case "png":
      return <Png base64={form.base64} text={form.text} />;
    case "text":
      return <PlainText text={form.text} />;
  }
}
