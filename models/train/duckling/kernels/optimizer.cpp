// What an optimiser does to each weight, in one pass.
#include "vectors.h"

// momentum <- keep * momentum + (1 - keep) * gradient, both float32; `step` becomes what Nesterov's rule then steps
// along, in bfloat16 (AVX-512) or float32 (AVX2). All of one length.
void momentum_step(Tensor momentum, Tensor gradient, Tensor step, double keep) {
  const int64_t count = momentum.numel();
  TORCH_CHECK(momentum.is_contiguous() && gradient.is_contiguous() && step.is_contiguous());
  TORCH_CHECK(gradient.numel() == count && step.numel() == count);
  float* m = momentum.data_ptr<float>();
  const float *g = gradient.data_ptr<float>(), old = keep, fresh = 1 - keep;
  Stored* s = step.data_ptr<Stored>();
  at::parallel_for(0, count / 16, 1 << 16, [&](int64_t from, int64_t to) {
    const Floats a = every(old), b = every(fresh);
    for (int64_t i = from * 16; i < to * 16; i += 16) {
      const Floats part = load(g + i) * b, moved = multiply_add(load(m + i), a, part);
      store(m + i, moved);
      store(s + i, multiply_add(moved, a, part));
    }
  });
  for (int64_t i = count / 16 * 16; i < count; i++) {
    m[i] = old * m[i] + fresh * g[i];
    s[i] = old * m[i] + fresh * g[i];
  }
}

// weight <- keep * weight + rate * update; weight float32, update as `step` above.
void weight_step(Tensor weight, Tensor update, double keep, double rate) {
  TORCH_CHECK(weight.is_contiguous() && update.is_contiguous() && weight.numel() == update.numel());
  const int64_t count = weight.numel();
  float* w = weight.data_ptr<float>();
  const Stored* u = update.data_ptr<Stored>();
  const float kept = keep, times = rate;
  at::parallel_for(0, count / 16, 1 << 16, [&](int64_t from, int64_t to) {
    const Floats a = every(kept), b = every(times);
    for (int64_t i = from * 16; i < to * 16; i += 16) store(w + i, multiply_add(load(w + i), a, load(u + i) * b));
  });
  for (int64_t i = count / 16 * 16; i < count; i++) w[i] = kept * w[i] + times * float(u[i]);
}
