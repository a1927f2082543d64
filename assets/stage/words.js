// What the stage says comes from Python (onetoone/ui/stage_words.py), in the language of the page.
export { fill as say } from "../ui/words.js";
