// What the page of the side bar is given: by the project's own scripts, by the template, by Google.
type Answer = { value: any } | { error: string; reason: string };
type PaneState = { server: string; hasKey: boolean; language: "en" | "ru"; chosenLanguage: "auto" | "en" | "ru" };
declare const PANE_STATE: PaneState;
declare const FORMULAS_: Record<string, unknown>;
declare const ALIASES_: Record<string, string>;
declare function spread_(id: string, formula: unknown, given: unknown[]): Answer;
declare function inWords_(reason: string, formula: unknown): string;
declare namespace google.script {
  interface Runner {
    withSuccessHandler(handler: (answer: any) => void): Runner;
    withFailureHandler(handler: (error: Error) => void): Runner;
    [name: string]: any;
  }
  const run: Runner;
}
declare const Office: undefined;
