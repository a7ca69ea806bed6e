import type { ModelView } from "@/lib/notebook/output";
import styles from "./outputs.module.css";
import { ScrollBox } from "./scroll-box";

/** The layers of a model with their parameters, as `model.summary()` lists them. */
export function Model({ view }: { view: ModelView }) {
  const { name, layers, totalParams, trainableParams } = view;
  const frozen = totalParams - trainableParams;
  return (
    <ScrollBox className={styles.scroll} label="Layers">
      <table className={styles.table}>
        <caption className={styles.caption}>
          Model <span className={styles.name}>{name}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">type</th>
            <th scope="col">output shape</th>
            <th scope="col" className={styles.number}>
              parameters
            </th>
          </tr>
        </thead>
        <tbody>
          {layers.map((layer, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer may be used twice
            <tr key={index}>
              <td>{layer.name}</td>
              <td>{layer.type}</td>
              <td className={styles.mono}>{layer.outputShape}</td>
              <td className={styles.number}>{layer.params.toLocaleString("en-GB")}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              total
              <span className={styles.share}>
                {frozen === 0
                  ? " all trainable"
                  : ` ${trainableParams.toLocaleString("en-GB")} trainable, ${frozen.toLocaleString("en-GB")} not`}
              </span>
            </th>
            <td className={`${styles.number} ${styles.name}`}>
              {totalParams.toLocaleString("en-GB")}
            </td>
          </tr>
        </tfoot>
      </table>
    </ScrollBox>
  );
}
