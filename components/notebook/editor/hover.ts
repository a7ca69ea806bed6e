import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import type { LanguageClient } from "@/lib/language/client";
import { renderDescription } from "./description";

/** What the name under the pointer means. */
export function hover(cellId: string, language: LanguageClient): Extension {
  return hoverTooltip(async (_view, offset) => {
    const found = await language.hover(cellId, offset);
    return (
      found && {
        pos: found.from,
        end: found.to,
        create: () => ({ dom: renderDescription(found) }),
      }
    );
  });
}
