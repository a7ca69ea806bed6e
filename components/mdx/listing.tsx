import { useId } from "react";
import { type ExperimentInput, parseExperiment } from "@/lib/experiment/experiment";
import { experimentToKeras } from "@/lib/export/keras";
import { experimentToTfjs } from "@/lib/export/tfjs";
import { highlight } from "./highlight";
import styles from "./listing.module.css";
import { CopyProgram } from "./listing-copy";

interface Props {
  /** As in `<Train experiment={…}>`. */
  experiment?: ExperimentInput;
}

/**
 * An Experiment as two programs, highlighted at build time. Native radio buttons choose between them,
 * so that the choice works without script; on paper both are there.
 */
export function Listing({ experiment: input = {} }: Props) {
  const group = useId();
  const experiment = parseExperiment(input);
  const programs = [
    { language: "javascript" as const, title: "TensorFlow.js", code: experimentToTfjs(experiment) },
    { language: "python" as const, title: "Keras", code: experimentToKeras(experiment) },
  ];
  return (
    <section aria-label="The network as a program" className={styles.listing}>
      {programs.map(({ title }, index) => (
        <label key={title} className={styles.tab}>
          <input type="radio" name={group} defaultChecked={index === 0} />
          <span>{title}</span>
        </label>
      ))}
      {programs.map(({ language, title, code }) => (
        <div key={title} className={styles.program} data-program={language}>
          <p className={styles.heading}>{title}</p>
          <CopyProgram />
          <Code language={language} code={code} />
        </div>
      ))}
    </section>
  );
}

interface CodeProps {
  language: "javascript" | "python";
  code: string;
}

async function Code({ language, code }: CodeProps) {
  const html = await highlight(code, language);
  return (
    <pre
      className="shiki"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must do so from the keyboard
      tabIndex={0}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own program, highlighted here
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
