import { descentModule } from "./descent/module";
import type { OfferedModule } from "./host";
import { tfjsModule } from "./tfjs/module";

/** What cells can import, in the browser. */
export const offeredModules: readonly OfferedModule[] = [descentModule, tfjsModule];
