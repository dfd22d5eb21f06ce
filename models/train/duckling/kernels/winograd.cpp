// 3x3 convolutions in float32 by Winograd's F(4x4, 3x3), with their gradients, for a processor with AVX2 or AVX-512.
//
// Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (arXiv 1509.09308): a tile of 4x4 results takes
// 36 products for each pair of channels in place of 144. Tiles of 6x6 pixels, results and weights are each transformed,
// and for each of the 36 places there is one matrix product over channels.
//
// What is transformed is laid out for these products: [36, channels / 16, tiles, 16].
#include <ATen/ops/as_strided.h>

#include "vectors.h"

namespace {

// Tiles that are transformed and that are summed over at a time, and numbers that a core's own cache holds.
constexpr int64_t TILES = 252, DEEP = 126, CACHE = 100'000, FEWEST = 42;
constexpr int SIDE = 6, PLACES = SIDE * SIDE, RESULTS = 4;

// A transform works on one register of channels. With the pairs of AVX2's `Floats` it would take an eighth more time.
#ifdef __AVX512F__
constexpr int BATCH = 12;  // rows of a product whose sums the registers hold
using Row = __m512;
inline Row read(const float* from) { return _mm512_loadu_ps(from); }
inline void write(float* to, Row row) { _mm512_storeu_ps(to, row); }
#else
constexpr int BATCH = 6;
using Row = __m256;
inline Row read(const float* from) { return _mm256_loadu_ps(from); }
inline void write(float* to, Row row) { _mm256_storeu_ps(to, row); }
#endif
constexpr int WIDE = sizeof(Row) / sizeof(float);

// The six transforms, of one row or column.
void pixels(const Row d[6], Row to[6]) {
  Row a = d[4] - 4.f * d[2], b = d[3] - 4.f * d[1], c = d[4] - d[2], e = 2.f * (d[3] - d[1]);
  to[0] = 4.f * d[0] - 5.f * d[2] + d[4];
  to[1] = a + b, to[2] = a - b, to[3] = c + e, to[4] = c - e;
  to[5] = 4.f * d[1] - 5.f * d[3] + d[5];
}

void pixels_back(const Row v[6], Row to[6]) {
  Row a = v[1] + v[2], b = v[1] - v[2], c = v[3] + v[4], e = v[3] - v[4];
  to[0] = 4.f * v[0];
  to[1] = 4.f * (v[5] - b) - 2.f * e;
  to[2] = -5.f * v[0] - 4.f * a - c;
  to[3] = b + 2.f * e - 5.f * v[5];
  to[4] = v[0] + a + c;
  to[5] = v[5];
}

void results(const Row m[6], Row to[4]) {
  Row a = m[1] + m[2], b = m[1] - m[2], c = m[3] + m[4], e = m[3] - m[4];
  to[0] = m[0] + a + c, to[1] = b + 2.f * e, to[2] = a + 4.f * c, to[3] = b + 8.f * e + m[5];
}

void results_back(const Row y[4], Row to[6]) {
  Row a = y[0] + y[2], b = y[1] + y[3], c = y[0] + 4.f * y[2], e = 2.f * (y[1] + 4.f * y[3]);
  to[0] = y[0], to[1] = a + b, to[2] = a - b, to[3] = c + e, to[4] = c - e, to[5] = y[3];
}

void taps(const Row w[3], Row to[6]) {
  Row a = (w[0] + w[2]) * (-1.f / 6), b = w[1] * (-1.f / 6), c = w[0] * (1.f / 24) + w[2] * (1.f / 6),
      e = w[1] * (1.f / 12);
  to[0] = w[0] * 0.25f, to[1] = a + b, to[2] = a - b, to[3] = c + e, to[4] = c - e, to[5] = w[2];
}

void taps_back(const Row u[6], Row to[3]) {
  Row a = u[1] + u[2], b = u[1] - u[2], c = u[3] + u[4], e = u[3] - u[4];
  to[0] = u[0] * 0.25f - a * (1.f / 6) + c * (1.f / 24);
  to[1] = e * (1.f / 12) - b * (1.f / 6);
  to[2] = (c - a) * (1.f / 6) + u[5];
}

// Transforms a matrix [N, N] along both sides: `from(place)` gives its numbers, `to(place, number)` takes those of the
// result, [M, M].
template <int N, int M, void (*transform)(const Row*, Row*), typename From, typename To>
inline __attribute__((always_inline)) void both_sides(From from, To to) {
  Row half[M * N];
  for (int column = 0; column < N; column++) {
    Row line[N], found[M];
    for (int row = 0; row < N; row++) line[row] = from(row * N + column);
    transform(line, found);
    for (int row = 0; row < M; row++) half[row * N + column] = found[row];
  }
  for (int row = 0; row < M; row++) {
    Row found[M];
    transform(half + row * N, found);
    for (int column = 0; column < M; column++) to(row * M + column, found[column]);
  }
}

// Adds left [R], its numbers `apart`, times right [16] to total [R, 16].
template <int R>
inline __attribute__((always_inline)) void add_products(const float* left, int64_t apart, const float* right,
                                                        Floats total[R]) {
  const Floats columns = load(right);
#pragma GCC unroll 16
  for (int r = 0; r < R; r++) total[r] = multiply_add(every(left[r * apart]), columns, total[r]);
}

// left times right [16 * blocks, 16] -> sum [R, 16]. `left` is [blocks, R, 16], its blocks `apart`.
template <int R>
inline void product(const float* left, int64_t blocks, int64_t apart, const float* right, float* sum) {
  Floats total[R] = {};
  for (int64_t block = 0; block < blocks; block++, left += apart) {
    for (int r = 0; r < R; r++) _mm_prefetch((const char*)(left + 16 * (R + r)), _MM_HINT_T0);
    for (int64_t k = 0; k < 16; k++, right += 16) add_products<R>(left + k, 16, right, total);
  }
#pragma GCC unroll 16
  for (int r = 0; r < R; r++) store(sum + 16 * r, total[r]);
}

// The transpose of left [depth, R], its rows 16 apart, times right [depth, 16] is added to sum [R, 16].
template <int R>
inline void turned_product(const float* left, int64_t depth, const float* right, float* sum) {
  Floats total[R];
#pragma GCC unroll 16
  for (int r = 0; r < R; r++) total[r] = load(sum + 16 * r);
  for (int64_t k = 0; k < depth; k++, left += 16, right += 16) add_products<R>(left, 1, right, total);
#pragma GCC unroll 16
  for (int r = 0; r < R; r++) store(sum + 16 * r, total[r]);
}

// Room for [36, channels / 16, tiles, 16]. What belongs to one place begins at another line of the cache than what
// belongs to the next: otherwise all 36 would displace one another.
Tensor room(int64_t channels, int64_t tiles) {
  const int64_t apart = (channels * tiles + 1023) / 1024 * 1024 + 5 * 16;
  return at::empty({PLACES, apart}, at::kFloat)
      .as_strided({PLACES, channels / 16, tiles, 16}, {apart, tiles * 16, 16, 1});
}

// Where [tiles, 16] of such a tensor begins.
float* begin(const Tensor& of, int64_t place, int64_t block) {
  return of.data_ptr<float>() + place * of.stride(0) + block * of.stride(1);
}

// a [36, A / 16, tiles, 16] times b [36, B / 16, A, 16], over A -> [36, B / 16, tiles, 16].
Tensor over_channels(const Tensor& a, const Tensor& b) {
  const int64_t blocks = a.size(1), tiles = a.size(2), columns = b.size(1);
  Tensor c = room(columns * 16, tiles);
  for (int64_t place = 0; place < PLACES; place++)
    for (int64_t column = 0; column < columns; column++) {
      const float* right = b.data_ptr<float>() + (place * columns + column) * blocks * 256;
      const float* left = begin(a, place, 0);
      float* sum = begin(c, place, column);
      int64_t tile = 0;
      for (; tile + BATCH <= tiles; tile += BATCH)
        product<BATCH>(left + tile * 16, blocks, tiles * 16, right, sum + tile * 16);
      for (; tile + 4 <= tiles; tile += 4) product<4>(left + tile * 16, blocks, tiles * 16, right, sum + tile * 16);
      for (; tile < tiles; tile++) product<1>(left + tile * 16, blocks, tiles * 16, right, sum + tile * 16);
    }
  return c;
}

// a [36, A / 16, tiles, 16] and b [36, B / 16, tiles, 16], over tiles, are added to sum [36, B / 16, A, 16].
void over_tiles(const Tensor& a, const Tensor& b, Tensor& sum) {
  const int64_t rows = a.size(1), tiles = a.size(2), columns = b.size(1);
  for (int64_t place = 0; place < PLACES; place++)
    for (int64_t first = 0; first < tiles; first += DEEP) {
      const int64_t depth = std::min(DEEP, tiles - first);
      for (int64_t column = 0; column < columns; column++) {
        const float* right = begin(b, place, column) + first * 16;
        for (int64_t row = 0; row < rows; row++) {
          const float* left = begin(a, place, row) + first * 16;
          float* to = sum.data_ptr<float>() + ((place * columns + column) * rows + row) * 256;
#ifdef __AVX512F__
          turned_product<16>(left, depth, right, to);
#else
          turned_product<6>(left, depth, right, to);
          turned_product<5>(left + 6, depth, right, to + 6 * 16);
          turned_product<5>(left + 11, depth, right, to + 11 * 16);
#endif
        }
      }
    }
}

// Pictures [height, width, channels] in tiles, one picture after another. A step deals with a register of channels of
// one tile.
struct Tiling {
  int64_t height, width, channels;
  std::vector<int64_t> offsets;  // of each tile's 6x6 pixels within its picture, -1 outside of it

  Tiling(int64_t height, int64_t width, int64_t channels) : height(height), width(width), channels(channels) {
    for (int64_t tile = 0; tile < of_picture(); tile++)
      for (int place = 0; place < PLACES; place++) {
        const int64_t y = tile / (width / RESULTS) * RESULTS - 1 + place / SIDE,
                      x = tile % (width / RESULTS) * RESULTS - 1 + place % SIDE;
        const bool inside = y >= 0 && y < height && x >= 0 && x < width;
        offsets.push_back(inside ? (y * width + x) * channels : -1);
      }
  }

  int64_t of_picture() const { return height / RESULTS * (width / RESULTS); }

  // Calls work(step, channel, place) for `count` tiles with where each of 6x6 pixels lies, for pixels outside of the
  // picture in `outside`.
  template <typename P, typename Work>
  void surroundings(P pictures, int64_t first, int64_t count, P outside, Work work) const {
    for (int64_t step = 0; step < count; step++) {
      const int64_t* offset = offsets.data() + (first + step) % of_picture() * PLACES;
      P picture = pictures + (first + step) / of_picture() * height * width * channels;
      for (int64_t c = 0; c < channels; c += WIDE)
        work(step, c, [&](int place) { return offset[place] < 0 ? outside : picture + offset[place] + c; });
    }
  }

  // Calls work(step, channel, place) for `count` tiles with where each of 4x4 results lies.
  template <typename P, typename Work>
  void squares(P pictures, int64_t first, int64_t count, Work work) const {
    for (int64_t c = 0; c < channels; c += WIDE)
      for (int64_t step = 0; step < count; step++) {
        const int64_t tile = (first + step) % of_picture(), top = tile / (width / RESULTS) * RESULTS,
                      left = tile % (width / RESULTS) * RESULTS;
        P corner = pictures + ((first + step) / of_picture() * height * width + top * width + left) * channels + c;
        work(step, c, [&](int place) { return corner + (place / RESULTS * width + place % RESULTS) * channels; });
      }
  }
};

// Where a step finds or leaves the numbers of place 0.
float* of_step(const Tensor& transformed, int64_t step, int64_t c) {
  return begin(transformed, 0, c / 16) + step * 16 + c % 16;
}

// Pixels of `count` tiles -> [36, channels / 16, tiles, 16].
Tensor transformed_pixels(const float* pictures, int64_t first, int64_t count, const Tiling& tiling) {
  const Tensor v = room(tiling.channels, count);
  const int64_t apart = v.stride(0);
  const float nothing[WIDE] = {};
  tiling.surroundings(pictures, first, count, nothing, [&](int64_t step, int64_t c, auto place_of) {
    float* to = of_step(v, step, c);
    both_sides<6, 6, pixels>([&](int place) { return read(place_of(place)); },
                             [&](int place, Row row) { write(to + place * apart, row); });
  });
  return v;
}

// The way back for gradients: [36, channels / 16, tiles, 16] is added to pixels.
void add_to_pixels(const Tensor& v, float* pictures, int64_t first, int64_t count, const Tiling& tiling) {
  const int64_t apart = v.stride(0);
  float dropped[WIDE] = {};
  tiling.surroundings(pictures, first, count, dropped, [&](int64_t step, int64_t c, auto place_of) {
    const float* from = of_step(v, step, c);
    both_sides<6, 6, pixels_back>([&](int place) { return read(from + place * apart); },
                                  [&](int place, Row row) {
                                    float* to = place_of(place);
                                    write(to, read(to) + row);
                                  });
  });
}

// [36, channels / 16, tiles, 16] and a bias -> results of `count` tiles.
void finished_results(const Tensor& m, const float* bias, float* pictures, int64_t first, int64_t count,
                      const Tiling& tiling) {
  const int64_t apart = m.stride(0);
  tiling.squares(pictures, first, count, [&](int64_t step, int64_t c, auto place_of) {
    const float* from = of_step(m, step, c);
    const Row added = read(bias + c);
    both_sides<6, 4, results>([&](int place) { return read(from + place * apart); },
                              [&](int place, Row row) { write(place_of(place), row + added); });
  });
}

// Gradients of the results of `count` tiles -> [36, channels / 16, tiles, 16].
Tensor transformed_results(const float* pictures, int64_t first, int64_t count, const Tiling& tiling) {
  const Tensor m = room(tiling.channels, count);
  const int64_t apart = m.stride(0);
  tiling.squares(pictures, first, count, [&](int64_t step, int64_t c, auto place_of) {
    float* to = of_step(m, step, c);
    both_sides<4, 6, results_back>([&](int place) { return read(place_of(place)); },
                                   [&](int place, Row row) { write(to + place * apart, row); });
  });
  return m;
}

// Calls work(first, count) for as many tiles at a time as the caches hold, which has either all that is transformed of
// few channels or, of many channels, enough tiles for their weights to be read seldom.
template <typename Work>
void in_parts(int64_t tiles, int64_t channels, Work work) {
  const int64_t held = CACHE / (PLACES * channels) / BATCH * BATCH, most = held >= FEWEST ? held : TILES;
  for (int64_t first = 0; first < tiles; first += most) work(first, std::min(most, tiles - first));
}

}  // namespace

// Weights [3, 3, A, B] -> [36, B / 16, A, 16].
Tensor winograd_weights(Tensor weight) {
  const int64_t rows = weight.size(2), columns = weight.size(3), apart = rows * columns;
  TORCH_CHECK(weight.is_contiguous() && rows % 16 == 0 && columns % 16 == 0);
  Tensor u = at::empty({PLACES, columns / 16, rows, 16}, weight.options());
  for (int64_t row = 0; row < rows; row++)
    for (int64_t c = 0; c < columns; c += WIDE) {
      const float* from = weight.data_ptr<float>() + row * columns + c;
      float* to = u.data_ptr<float>() + (c / 16 * rows + row) * 16 + c % 16;
      both_sides<3, 6, taps>([&](int place) { return read(from + place * apart); },
                             [&](int place, Row line) { write(to + place * apart, line); });
    }
  return u;
}

// x [B, H, W, C], H and W multiples of 4, and the transform of weights [3, 3, C, O], bias [O] -> [B, H, W, O]. Zeros
// lie around x.
Tensor winograd_forward(Tensor x, Tensor u, Tensor bias) {
  const int64_t batch = x.size(0), height = x.size(1), width = x.size(2), in = u.size(2), out = u.size(1) * 16;
  TORCH_CHECK(x.is_contiguous() && u.is_contiguous() && bias.is_contiguous() && x.size(3) == in);
  TORCH_CHECK(height % RESULTS == 0 && width % RESULTS == 0);
  Tensor y = at::empty({batch, height, width, out}, x.options());
  const Tiling before{height, width, in}, after{height, width, out};
  in_parts(batch * before.of_picture(), in + out, [&](int64_t first, int64_t count) {
    Tensor v = transformed_pixels(x.data_ptr<float>(), first, count, before);
    finished_results(over_channels(v, u), bias.data_ptr<float>(), y.data_ptr<float>(), first, count, after);
  });
  return y;
}

// Gradients of the above by x, if wanted (otherwise an empty tensor), and by the weights, [O, 3, 3, C]; u is the
// transform of weights [3, 3, O, C].
std::vector<Tensor> winograd_backward(Tensor dy, Tensor x, Tensor u, bool wanted) {
  const int64_t batch = x.size(0), height = x.size(1), width = x.size(2), out = u.size(2), in = u.size(1) * 16;
  TORCH_CHECK(x.is_contiguous() && dy.is_contiguous() && dy.size(3) == out && x.size(3) == in);
  Tensor dx = wanted ? at::zeros(x.sizes(), x.options()) : at::empty({0}, x.options());
  Tensor du = at::zeros(u.sizes(), u.options()), dweight = at::empty({out, 3, 3, in}, u.options());
  const Tiling before{height, width, in}, after{height, width, out};
  in_parts(batch * before.of_picture(), in + out, [&](int64_t first, int64_t count) {
    Tensor m = transformed_results(dy.data_ptr<float>(), first, count, after);
    over_tiles(m, transformed_pixels(x.data_ptr<float>(), first, count, before), du);
    if (wanted) add_to_pixels(over_channels(m, u), dx.data_ptr<float>(), first, count, before);
  });
  for (int64_t o = 0; o < out; o++)
    for (int64_t c = 0; c < in; c += WIDE) {
      const float* from = du.data_ptr<float>() + (c / 16 * out + o) * 16 + c % 16;
      float* to = dweight.data_ptr<float>() + o * 9 * in + c;
      both_sides<6, 3, taps_back>([&](int place) { return read(from + place * out * in); },
                                  [&](int place, Row row) { write(to + place * in, row); });
    }
  return {dx, dweight};
}
