// What a UNet does between its convolutions, in one pass each.
//
// Activations are [B, H, W, C] in bfloat16 (AVX-512) or float32 (AVX2), contiguous, C a multiple of 16. Sums and
// statistics are float32.
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
  const Stored* source = x.data_ptr<Stored>();
  Stored* target = y.data_ptr<Stored>();
  const float *g = gamma.data_ptr<float>(), *b = beta.data_ptr<float>(),
              *changes = change ? change->data_ptr<float>() : nullptr;
  float* stats = statistics.data_ptr<float>();
  at::parallel_for(0, batch, 1, [&](int64_t from, int64_t to) {
    std::vector<float> buffer(4 * channels);
    float *sum = buffer.data(), *square = sum + channels, *factor = square + channels, *offset = factor + channels;
    for (int64_t p = from; p < to; p++) {
      const Stored* in = source + p * rows * channels;
      Stored* out = target + p * rows * channels;
      for (int64_t c = 0; c < channels; c += 16) {
        Floats s = every(0), q = s;
        for (int64_t r = 0; r < rows; r++) {
          Floats v = load(in + r * channels + c);
          s = s + v;
          q = multiply_add(v, v, q);
        }
        store(sum + c, s);
        store(square + c, q);
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
          Floats z = multiply_add(load(in + r * channels + c), load(factor + c), load(offset + c));
          store(out + r * channels + c, act ? z * sigmoid(z) : z);
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
  const Stored *source = x.data_ptr<Stored>(), *given = dy.data_ptr<Stored>();
  Stored* target = dx.data_ptr<Stored>();
  const float *g = gamma.data_ptr<float>(), *b = beta.data_ptr<float>(), *stats = statistics.data_ptr<float>();
  const float* changes = change ? change->data_ptr<float>() : nullptr;
  at::parallel_for(0, batch, 1, [&](int64_t from, int64_t to) {
    std::vector<float> buffer(6 * channels), between(rows * channels);
    float *factor = buffer.data(), *offset = factor + channels, *sum = offset + channels, *product = sum + channels,
          *linear = product + channels, *constant = linear + channels;
    for (int64_t p = from; p < to; p++) {
      const Stored *in = source + p * rows * channels, *up = given + p * rows * channels;
      Stored* out = target + p * rows * channels;
      const float *mean = stats + p * 2 * groups, *deviation = mean + groups,
                  *m = changes ? changes + p * 2 * channels : nullptr;
      affine(mean, deviation, g, b, m, channels, width, factor, offset);
      for (int64_t c = 0; c < channels; c += 16) {
        Floats s = every(0), q = s, a = load(factor + c), o = load(offset + c), one = every(1);
        for (int64_t r = 0; r < rows; r++) {
          Floats v = load(in + r * channels + c), d = load(up + r * channels + c);
          if (act) {
            Floats z = multiply_add(v, a, o), share = sigmoid(z);
            d = d * share * multiply_add(z, one - share, one);
          }
          s = s + d;
          q = multiply_add(d, v, q);
          store(between.data() + r * channels + c, d);
        }
        store(sum + c, s);
        store(product + c, q);
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
          Floats v = multiply_add(load(in + r * channels + c), load(linear + c), load(constant + c));
          store(out + r * channels + c, multiply_add(load(between.data() + r * channels + c), load(factor + c), v));
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
  const Stored* in = x.data_ptr<Stored>();
  Stored* out = y.data_ptr<Stored>();
  const Floats times = every(scale);
  at::parallel_for(0, batch * height, 16, [&](int64_t from, int64_t to) {
    for (int64_t row = from; row < to; row++)
      for (int64_t column = 0; column < width; column++)
        for (int64_t c = 0; c < channels; c += 16) {
          const Stored* corner = in + (row * 4 * width + 2 * column) * channels + c;
          Floats upper = load(corner) + load(corner + channels);
          corner += 2 * width * channels;
          Floats lower = load(corner) + load(corner + channels);
          store(out + (row * width + column) * channels + c, (upper + lower) * times);
        }
  });
  return y;
}

// Each pixel times `scale` over 2x2 pixels: nearest enlargement (1), or what comes back through `gather` (0.25).
Tensor spread(Tensor x, double scale) {
  const int64_t batch = x.size(0), height = x.size(1), width = x.size(2), channels = x.size(3);
  Tensor y = at::empty({batch, 2 * height, 2 * width, channels}, x.options());
  const Stored* in = x.data_ptr<Stored>();
  Stored* out = y.data_ptr<Stored>();
  const Floats times = every(scale);
  at::parallel_for(0, batch * height, 16, [&](int64_t from, int64_t to) {
    for (int64_t row = from; row < to; row++)
      for (int64_t column = 0; column < width; column++)
        for (int64_t c = 0; c < channels; c += 16) {
          Floats value = load(in + (row * width + column) * channels + c) * times;
          Stored* corner = out + (row * 4 * width + 2 * column) * channels + c;
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
  const Stored* in = x.data_ptr<Stored>();
  float* out = y.data_ptr<float>();
  for (int64_t block = 0; block < rows; block += 64)
    for (int64_t c = 0; c < channels; c += 16) {
      Floats total = load(out + c);
      for (int64_t r = block; r < std::min(block + 64, rows); r++) total = total + load(in + r * channels + c);
      store(out + c, total);
    }
  return y;
}
