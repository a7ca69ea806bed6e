/// <reference lib="webworker" />
import type { SourceCell } from "./language";
import type { LanguageMessage, LanguageRequest, Question } from "./protocol";
import { LanguageService } from "./service";

let loading: Promise<LanguageService> | undefined;
/** The newest cells that the service has not seen. */
let waiting: readonly SourceCell[] | undefined;

self.onmessage = ({ data: request }: MessageEvent<LanguageRequest>) => {
  switch (request.type) {
    case "start":
      loading = load(request.typesUrl);
      loading.catch((error: Error) => post({ type: "failed", reason: error.message }));
      break;
    case "cells":
      waiting = request.cells;
      break;
    case "question":
      void answer(request.id, request.question);
      break;
    default:
      request satisfies never;
  }
};

async function load(typesUrl: string): Promise<LanguageService> {
  const response = await fetch(typesUrl);
  if (!response.ok) {
    throw new Error(`The editor's types: expected ${typesUrl}, but got status ${response.status}.`);
  }
  return new LanguageService(await response.json());
}

async function answer(id: number, question: Question) {
  const service = await loading?.catch(() => undefined);
  if (!service) return;
  if (waiting) service.setCells(waiting);
  waiting = undefined;
  post({ type: "answer", id, answer: ask(service, question) });
}

function ask(service: LanguageService, question: Question) {
  const { cellId } = question;
  switch (question.type) {
    case "complete":
      return service.complete(cellId, question.offset);
    case "describe":
      return service.describe(cellId, question.offset, question.label);
    case "hover":
      return service.hover(cellId, question.offset);
    case "diagnose":
      return service.diagnose(cellId);
    default:
      return question satisfies never;
  }
}

function post(message: LanguageMessage) {
  self.postMessage(message);
}
