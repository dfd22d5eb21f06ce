import { z } from 'zod'

/** `model_index.json` names the pipeline of diffusers that the folder is for. */
export const modelIndex = z.object({
  _class_name: z.enum([
    'IFPipeline',
    'IFImg2ImgPipeline',
    'IFInpaintingPipeline',
    'IFSuperResolutionPipeline',
    'IFImg2ImgSuperResolutionPipeline',
    'IFInpaintingSuperResolutionPipeline',
  ]),
})
