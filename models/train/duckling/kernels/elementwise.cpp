// What a UNet does between its convolutions, in one pass each, for training in bfloat16 on a processor with AVX-512.
//
// Activations are [B, H, W, C] in bfloat16, contiguous, C a multiple of 16. Sums and statistics are float32.
#include "vectors.h"

namespace {

// Per channel of one picture: what x is multiplied by and what is added, z = factor * x + offset.
void affine(const float* mean, const float* deviation, const float* gamma, const float* beta, const float* change,
            int64_t channels, int64_t width, float* factor, float* offset) {
  for (int64_t c = 0; c < channels; c++) {
    float m = change ? 1.f + change[c] : 1.f, t = change ? change[channels + c] : 0.f;
    float a = deviation[c / width] * gamma[c];
    factor[c] = a * m;
    offset[c] = (beta[c] - mean[c / width] * a) * m + t;
  }
}

}  // namespace

// silu(group_norm(x) * (1 + scale) + shift); `change` is float32 [B, 2C], scale then shift, or absent.
// Returns the result and mean and 1 / deviation, float32 [B, 2, groups].
std::vector<Tensor> norm_forward(Tensor x, Tensor gamma, Tensor beta, std::optional<Tensor> change, int64_t groups,
                                 double epsilon, bool act) {
  const int64_t batch = x.size(0), channels = x.size(-1), rows = x.numel() / batch / channels,
                width = channels / groups;
  Tensor y = at::empty_like(x), statistics = at::empty({batch, 2, groups}, at::kFloat);
  const BFloat16* source = x.data_ptr<BFloat16>();
  BFloat16* target = y.data_ptr<BFloat16>();
  const float *g = gamma.data_ptr<float>(), *b = beta.data_ptr<float>(),
              *changes = change ? change->data_ptr<float>() : nullptr;
  float* stats = statistics.data_ptr<float>();
  at::parallel_for(0, batch, 1, [&](int64_t from, int64_t to) {
    std::vector<float> buffer(4 * channels);
    float *sum = buffer.data(), *square = sum + channels, *factor = square + channels, *offset = factor + channels;
    for (int64_t p = from; p < to; p++) {
      const BFloat16* in = source + p * rows * channels;
      BFloat16* out = target + p * rows * channels;
      for (int64_t c = 0; c < channels; c += 16) {
        __m512 s = _mm512_setzero_ps(), q = s;
        for (int64_t r = 0; r < rows; r++) {
          __m512 v = load(in + r * channels + c);
          s = _mm512_add_ps(s, v);
          q = _mm512_fmadd_ps(v, v, q);
        }
        _mm512_storeu_ps(sum + c, s);
        _mm512_storeu_ps(square + c, q);
      }
      float *mean = stats + p * 2 * groups, *deviation = mean + groups;
      for (int64_t k = 0; k < groups; k++) {
        double s = 0, q = 0, n = double(rows) * width;
        for (int64_t c = k * width; c < (k + 1) * width; c++) s += sum[c], q += square[c];
        mean[k] = s / n;
        deviation[k] = 1 / std::sqrt(std::max(q / n - (s / n) * (s / n), 0.0) + epsilon);
      }
      affine(mean, deviation, g, b, changes ? changes + p * 2 * channels : nullptr, channels, width, factor, offset);
      for (int64_t r = 0; r < rows; r++) {
        for (int64_t c = 0; c < channels; c += 16) {
          __m512 z =
              _mm512_fmadd_ps(load(in + r * channels + c), _mm512_loadu_ps(factor + c), _mm512_loadu_ps(offset + c));
          store(out + r * channels + c, act ? _mm512_mul_ps(z, sigmoid(z)) : z);
        }
      }
    }
  });
  return {y, statistics};
}

// Gradients of the above by x, gamma, beta and change; the middle two are still [B, C].
std::vector<Tensor> norm_backward(Tensor dy, Tensor x, Tensor statistics, Tensor gamma, Tensor beta,
                                  std::optional<Tensor> change, int64_t groups, bool act) {
  const int64_t batch = x.size(0), channels = x.size(-1), rows = x.numel() / batch / channels,
                width = channels / groups;
  Tensor dx = at::empty_like(x), dgamma = at::empty({batch, channels}, at::kFloat), dbeta = at::empty_like(dgamma);
  Tensor dchange = change ? at::empty({batch, 2 * channels}, at::kFloat) : Tensor();
  const BFloat16 *source = x.data_ptr<BFloat16>(), *given = dy.data_ptr<BFloat16>();
  BFloat16* target = dx.data_ptr<BFloat16>();
  const float *g = gamma.data_ptr<float>(), *b = beta.data_ptr<float>(), *stats = statistics.data_ptr<float>();
  const float* changes = change ? change->data_ptr<float>() : nullptr;
  at::parallel_for(0, batch, 1, [&](int64_t from, int64_t to) {
    std::vector<float> buffer(6 * channels), between(rows * channels);
    float *factor = buffer.data(), *offset = factor + channels, *sum = offset + channels, *product = sum + channels,
          *linear = product + channels, *constant = linear + channels;
    for (int64_t p = from; p < to; p++) {
      const BFloat16 *in = source + p * rows * channels, *up = given + p * rows * channels;
      BFloat16* out = target + p * rows * channels;
      const float *mean = stats + p * 2 * groups, *deviation = mean + groups,
                  *m = changes ? changes + p * 2 * channels : nullptr;
      affine(mean, deviation, g, b, m, channels, width, factor, offset);
      for (int64_t c = 0; c < channels; c += 16) {
        __m512 s = _mm512_setzero_ps(), q = s, a = _mm512_loadu_ps(factor + c), o = _mm512_loadu_ps(offset + c),
               one = _mm512_set1_ps(1.f);
        for (int64_t r = 0; r < rows; r++) {
          __m512 v = load(in + r * channels + c), d = load(up + r * channels + c);
          if (act) {
            __m512 z = _mm512_fmadd_ps(v, a, o), share = sigmoid(z);
            d = _mm512_mul_ps(d, _mm512_mul_ps(share, _mm512_fmadd_ps(z, _mm512_sub_ps(one, share), one)));
          }
          s = _mm512_add_ps(s, d);
          q = _mm512_fmadd_ps(d, v, q);
          _mm512_storeu_ps(between.data() + r * channels + c, d);
        }
        _mm512_storeu_ps(sum + c, s);
        _mm512_storeu_ps(product + c, q);
      }
      float *by_gamma = dgamma.data_ptr<float>() + p * channels, *by_beta = dbeta.data_ptr<float>() + p * channels;
      float* by_change = changes ? dchange.data_ptr<float>() + p * 2 * channels : nullptr;
      for (int64_t k = 0; k < groups; k++) {
        float first = 0, second = 0, n = float(rows) * width;
        for (int64_t c = k * width; c < (k + 1) * width; c++) {
          float scale = m ? 1.f + m[c] : 1.f, centred = deviation[k] * (product[c] - mean[k] * sum[c]);
          by_gamma[c] = scale * centred;
          by_beta[c] = scale * sum[c];
          if (m) by_change[c] = g[c] * centred + b[c] * sum[c], by_change[channels + c] = sum[c];
          first += scale * g[c] * sum[c];
          second += scale * g[c] * centred;
        }
        float slope = -deviation[k] * deviation[k] * second / n;
        for (int64_t c = k * width; c < (k + 1) * width; c++)
          linear[c] = slope, constant[c] = -deviation[k] * first / n - slope * mean[k];
      }
      for (int64_t r = 0; r < rows; r++) {
        for (int64_t c = 0; c < channels; c += 16) {
          __m512 v =
              _mm512_fmadd_ps(load(in + r * channels + c), _mm512_loadu_ps(linear + c), _mm512_loadu_ps(constant + c));
          store(out + r * channels + c,
                _mm512_fmadd_ps(_mm512_loadu_ps(between.data() + r * channels + c), _mm512_loadu_ps(factor + c), v));
        }
      }
    }
  });
  return {dx, dgamma, dbeta, dchange};
}

// Sums of 2x2 pixels times `scale`: average pooling (0.25), or what comes back through `spread` (1).
Tensor gather(Tensor x, double scale) {
  const int64_t batch = x.size(0), height = x.size(1) / 2, width = x.size(2) / 2, channels = x.size(3);
  Tensor y = at::empty({batch, height, width, channels}, x.options());
  const BFloat16* in = x.data_ptr<BFloat16>();
  BFloat16* out = y.data_ptr<BFloat16>();
  const __m512 times = _mm512_set1_ps(scale);
  at::parallel_for(0, batch * height, 16, [&](int64_t from, int64_t to) {
    for (int64_t row = from; row < to; row++)
      for (int64_t column = 0; column < width; column++)
        for (int64_t c = 0; c < channels; c += 16) {
          const BFloat16* corner = in + (row * 4 * width + 2 * column) * channels + c;
          __m512 upper = _mm512_add_ps(load(corner), load(corner + channels));
          corner += 2 * width * channels;
          __m512 lower = _mm512_add_ps(load(corner), load(corner + channels));
          store(out + (row * width + column) * channels + c, _mm512_mul_ps(_mm512_add_ps(upper, lower), times));
        }
  });
  return y;
}

// Each pixel times `scale` over 2x2 pixels: nearest enlargement (1), or what comes back through `gather` (0.25).
Tensor spread(Tensor x, double scale) {
  const int64_t batch = x.size(0), height = x.size(1), width = x.size(2), channels = x.size(3);
  Tensor y = at::empty({batch, 2 * height, 2 * width, channels}, x.options());
  const BFloat16* in = x.data_ptr<BFloat16>();
  BFloat16* out = y.data_ptr<BFloat16>();
  const __m512 times = _mm512_set1_ps(scale);
  at::parallel_for(0, batch * height, 16, [&](int64_t from, int64_t to) {
    for (int64_t row = from; row < to; row++)
      for (int64_t column = 0; column < width; column++)
        for (int64_t c = 0; c < channels; c += 16) {
          __m512 value = _mm512_mul_ps(load(in + (row * width + column) * channels + c), times);
          BFloat16* corner = out + (row * 4 * width + 2 * column) * channels + c;
          store(corner, value), store(corner + channels, value);
          corner += 2 * width * channels;
          store(corner, value), store(corner + channels, value);
        }
  });
  return y;
}

// Sums over all but the last dimension, float32 [C].
Tensor sums(Tensor x) {
  const int64_t channels = x.size(-1), rows = x.numel() / channels;
  Tensor y = at::zeros({channels}, at::kFloat);
  const BFloat16* in = x.data_ptr<BFloat16>();
  float* out = y.data_ptr<float>();
  for (int64_t block = 0; block < rows; block += 64)
    for (int64_t c = 0; c < channels; c += 16) {
      __m512 total = _mm512_loadu_ps(out + c);
      for (int64_t r = block; r < std::min(block + 64, rows); r++)
        total = _mm512_add_ps(total, load(in + r * channels + c));
      _mm512_storeu_ps(out + c, total);
    }
  return y;
}
