// What the call stage poses as, where a page is only shown (onetoone/ui/posing.py). Null in the product.
import { createContext } from "react";

export const StagePose = createContext(null);
