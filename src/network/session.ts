import { env, InferenceSession } from 'onnxruntime-node'
import { UserError } from '#src/errors.ts'
import type { Device } from './device.ts'
import { deviceUnavailable } from './device-unavailable.ts'
import type { BuiltGraph } from './graph/graph.ts'
import type { LoadOptions } from './model.ts'
import { requireUnchanged } from './weights.ts'

/** Networks with more weights plan no memory for a whole step, since the plan is a block of its own beside what earlier steps took. */
const largeNetwork = 1e8

/**
 * Loads a graph on a device. ONNX Runtime does this on the calling thread and blocks it.
 *
 * @throws UserError `device-unavailable` where the device cannot be opened, `model-too-large` where memory runs out,
 *   `model-file-changed` where the weights were replaced meanwhile
 */
export async function openSession(
  graph: BuiltGraph,
  { device = 'cpu', threads = 0, castWhenUsed = false }: LoadOptions,
): Promise<InferenceSession> {
  // ONNX Runtime reads this when the first session is made. Failures are thrown as well, so its own lines would only repeat them.
  env.logLevel = 'fatal'
  let session: InferenceSession
  try {
    session = await InferenceSession.create(graph.bytes, sessionOptions(graph, { device, threads, castWhenUsed }))
  } catch (error) {
    throw explain(error, device)
  }
  try {
    await requireUnchanged(graph.weights)
  } catch (error) {
    await session.release()
    throw error
  }
  return session
}

function sessionOptions(
  { weightsFolder, weights }: BuiltGraph,
  { device, threads, castWhenUsed }: Required<Omit<LoadOptions, 'halfPrecision'>>,
): InferenceSession.SessionOptions {
  return {
    executionProviders: device === 'cpu' ? ['cpu'] : [device, 'cpu'],
    // Its last level casts all weights at once, too.
    graphOptimizationLevel: castWhenUsed ? 'extended' : 'all',
    // Kept blocks would add up to the size of all weights in float32, since each cast weight asks for another size.
    enableCpuMemArena: !castWhenUsed,
    // It took 0.7 GB of IF-II-M from the second step on, and gained no time.
    enableMemPattern: weights.parameters < largeNetwork,
    // The runtime's warnings are about its own choices, such as which operator runs where. Errors arrive as exceptions.
    logSeverityLevel: 4,
    ...(threads > 0 ? { intraOpNumThreads: threads } : {}),
    extra: {
      ...(weightsFolder !== undefined && { session: { model_external_initializers_file_folder_path: weightsFolder } }),
      // A cast of a weight would otherwise be done once, and its result kept.
      ...(castWhenUsed && { optimization: { disable_specified_optimizers: 'ConstantFolding' } }),
    },
  }
}

function explain(error: unknown, device: Device): unknown {
  const message = error instanceof Error ? error.message : String(error)
  if (/bad_alloc|out of memory|failed to allocate/i.test(message)) {
    return new UserError(
      'model-too-large',
      'There is not enough memory to load the model; use a smaller one.',
      { device },
      { cause: error },
    )
  }
  if (
    device !== 'cpu' &&
    /failed to load|adapter|backend not found|provider.*not (available|supported)|CUDA failure/i.test(message)
  ) {
    return deviceUnavailable(device, error)
  }
  return error
}
