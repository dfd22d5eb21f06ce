// What an optimiser does to each weight, in one pass.
#include "vectors.h"

// momentum <- keep * momentum + (1 - keep) * gradient, both float32; `step` becomes what Nesterov's rule then steps
// along, in bfloat16. All of one length.
void momentum_step(Tensor momentum, Tensor gradient, Tensor step, double keep) {
  const int64_t count = momentum.numel();
  TORCH_CHECK(momentum.is_contiguous() && gradient.is_contiguous() && step.is_contiguous());
  TORCH_CHECK(gradient.numel() == count && step.numel() == count);
  float* m = momentum.data_ptr<float>();
  const float *g = gradient.data_ptr<float>(), old = keep, fresh = 1 - keep;
  BFloat16* s = step.data_ptr<BFloat16>();
  at::parallel_for(0, count / 16, 1 << 16, [&](int64_t from, int64_t to) {
    const __m512 a = _mm512_set1_ps(old), b = _mm512_set1_ps(fresh);
    for (int64_t i = from * 16; i < to * 16; i += 16) {
      const __m512 part = _mm512_mul_ps(_mm512_loadu_ps(g + i), b),
                   moved = _mm512_fmadd_ps(_mm512_loadu_ps(m + i), a, part);
      _mm512_storeu_ps(m + i, moved);
      store(s + i, _mm512_fmadd_ps(moved, a, part));
    }
  });
  for (int64_t i = count / 16 * 16; i < count; i++) {
    m[i] = old * m[i] + fresh * g[i];
    s[i] = old * m[i] + fresh * g[i];
  }
}

// weight <- keep * weight + rate * update; weight float32, update bfloat16.
void weight_step(Tensor weight, Tensor update, double keep, double rate) {
  TORCH_CHECK(weight.is_contiguous() && update.is_contiguous() && weight.numel() == update.numel());
  const int64_t count = weight.numel();
  float* w = weight.data_ptr<float>();
  const BFloat16* u = update.data_ptr<BFloat16>();
  const float kept = keep, times = rate;
  at::parallel_for(0, count / 16, 1 << 16, [&](int64_t from, int64_t to) {
    const __m512 a = _mm512_set1_ps(kept), b = _mm512_set1_ps(times);
    for (int64_t i = from * 16; i < to * 16; i += 16)
      _mm512_storeu_ps(w + i, _mm512_fmadd_ps(_mm512_loadu_ps(w + i), a, _mm512_mul_ps(load(u + i), b)));
  });
  for (int64_t i = count / 16 * 16; i < count; i++) w[i] = kept * w[i] + times * float(u[i]);
}
