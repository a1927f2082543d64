// Who is in the picture and what is behind them: MediaPipe's selfie segmentation, code and model as the npm package ships
// them. Loaded only by whoever blurs their background; nothing is fetched from anywhere but this app.
import graph from "@mediapipe/selfie_segmentation/selfie_segmentation.binarypb?url&no-inline";
import script from "@mediapipe/selfie_segmentation/selfie_segmentation.js?url&no-inline";
import model from "@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite?url&no-inline";
import square from "@mediapipe/selfie_segmentation/selfie_segmentation.tflite?url&no-inline";
import fastData from "@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.data?url&no-inline";
import fastLoader from "@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.js?url&no-inline";
import fastCode from "@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.wasm?url&no-inline";
import plainLoader from "@mediapipe/selfie_segmentation/selfie_segmentation_solution_wasm_bin.js?url&no-inline";
import plainCode from "@mediapipe/selfie_segmentation/selfie_segmentation_solution_wasm_bin.wasm?url&no-inline";

// By the names the library asks for.
const FILES = {
  "selfie_segmentation.binarypb": graph,
  "selfie_segmentation.tflite": square,
  "selfie_segmentation_landscape.tflite": model,
  "selfie_segmentation_solution_simd_wasm_bin.data": fastData,
  "selfie_segmentation_solution_simd_wasm_bin.js": fastLoader,
  "selfie_segmentation_solution_simd_wasm_bin.wasm": fastCode,
  "selfie_segmentation_solution_wasm_bin.js": plainLoader,
  "selfie_segmentation_solution_wasm_bin.wasm": plainCode,
};

let loaded;
/** The library is a classic script that leaves its class in the window. */
function load() {
  loaded ??= new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = script;
    element.onload = () => resolve(window.SelfieSegmentation);
    element.onerror = () => {
      loaded = undefined;
      reject(new Error("the segmentation could not be loaded"));
    };
    document.head.append(element);
  });
  return loaded;
}

/**
 * @returns {Promise<{cut: (video: HTMLVideoElement) => Promise<CanvasImageSource>, close: () => void}>} `cut`: the mask of a frame,
 *   opaque where the person is
 */
export async function segmenter() {
  const Segmentation = await load();
  const library = new Segmentation({ locateFile: (name) => FILES[name] ?? name });
  library.setOptions({ modelSelection: 1, selfieMode: false });
  let give;
  library.onResults((results) => give?.(results.segmentationMask));
  await library.initialize();
  return {
    async cut(video) {
      const mask = new Promise((resolve) => {
        give = resolve;
      });
      await library.send({ image: video });
      return mask;
    },
    async close() {
      try {
        await library.close();
      } catch {
        // It may be in the middle of a frame; it is not needed any more either way.
      }
    },
  };
}
