// The gradient of a 3x3 convolution's weights, in bfloat16 on a processor with AVX-512 and, better, AMX.
//
// Pictures are laid out on a grid with one row and one column of zeros between them: each of the nine taps is then one
// matrix product over all pixels of the grid, with the two sides shifted against one another.
#include "vectors.h"

namespace {

// Places of the grid that are multiplied at a time, about: what the caches hold.
constexpr int64_t DEEP = 600;

struct Grid {
  int64_t height, width, pictures;  // pictures that share a grid
  int64_t depth() const { return rounded((pictures * (height + 1) - 1) * (width + 1)); }
  int64_t margin() const { return rounded(width + 2); }  // zeros before and after: the farthest tap
  static int64_t rounded(int64_t value) { return (value + 31) / 32 * 32; }
};

// Puts `count` pictures [height, width, channels] on the grid, [depth, channels]; what lies between them is zero
// already.
void lay_out(const BFloat16* from, const Grid& grid, int64_t count, int64_t channels, BFloat16* to) {
  for (int64_t line = 0; line < count * grid.height; line++) {
    int64_t place = (line / grid.height * (grid.height + 1) + line % grid.height) * (grid.width + 1);
    std::memcpy(to + place * channels, from + line * grid.width * channels, grid.width * channels * sizeof(BFloat16));
  }
}

// [depth, channels] -> for every 16 channels, pairs of places side by side, [channels / 16, depth / 2, 16, 2].
void pair_places(const BFloat16* from, int64_t depth, int64_t channels, BFloat16* to) {
  for (int64_t k = 0; k < depth; k += 2)
    for (int64_t c = 0; c < channels; c += 16)
      _mm512_store_si512(to + (c / 16 * depth / 2 + k / 2) * 32,
                         paired(from + k * channels + c, from + (k + 1) * channels + c));
}

// [depth, channels] -> [channels, depth].
void turn(const BFloat16* from, int64_t depth, int64_t channels, BFloat16* to) {
  for (int64_t k = 0; k < depth; k += 32)
    for (int64_t c = 0; c < channels; c += 16) {
      __m512i r[16];
      for (int64_t i = 0; i < 16; i++)
        r[i] = paired(from + (k + 2 * i) * channels + c, from + (k + 2 * i + 1) * channels + c);
      transpose(r);
      for (int64_t i = 0; i < 16; i++) _mm512_store_si512(to + (c + i) * depth + k, r[i]);
    }
}

// Adds left [16 * A, depth] times pairs [depth, 16 * B], whose halves are `apart`, to sum [16 * A, 16 * B].
template <int A, int B>
void multiply(const BFloat16* left, int64_t depth, const BFloat16* pairs, int64_t apart, float* sum, int64_t sum_step) {
#ifdef __AMX_BF16__
  const int64_t stride = sum_step * sizeof(float), step = depth * sizeof(BFloat16);
  _tile_loadd(0, sum, stride);
  if constexpr (B == 2) _tile_loadd(1, sum + 16, stride);
  if constexpr (A == 2) _tile_loadd(2, sum + 16 * sum_step, stride);
  if constexpr (A == 2 && B == 2) _tile_loadd(3, sum + 16 * sum_step + 16, stride);
  for (int64_t k = 0; k < depth; k += 32) {
    _tile_loadd(4, left + k, step);
    _tile_loadd(6, pairs + k * 16, 64);
    _tile_dpbf16ps(0, 4, 6);
    if constexpr (B == 2) {
      _tile_loadd(7, pairs + apart + k * 16, 64);
      _tile_dpbf16ps(1, 4, 7);
    }
    if constexpr (A == 2) {
      _tile_loadd(5, left + 16 * depth + k, step);
      _tile_dpbf16ps(2, 5, 6);
      if constexpr (B == 2) _tile_dpbf16ps(3, 5, 7);
    }
  }
  _tile_stored(0, sum, stride);
  if constexpr (B == 2) _tile_stored(1, sum + 16, stride);
  if constexpr (A == 2) _tile_stored(2, sum + 16 * sum_step, stride);
  if constexpr (A == 2 && B == 2) _tile_stored(3, sum + 16 * sum_step + 16, stride);
#else
  for (int row = 0; row < 16 * A; row += 8)
    rows_product<8, B>(left + row * depth, depth, depth, pairs, 512, apart, sum + row * sum_step, sum_step, true);
#endif
}

}  // namespace

// x [B, H, W, C], dy [B, H, W, O] -> float32 [O, 3, 3, C]; C and O multiples of 16.
Tensor weight_gradient(Tensor x, Tensor dy) {
  const int64_t batch = x.size(0), height = x.size(1), width = x.size(2), in = x.size(3), out = dy.size(3);
  TORCH_CHECK(in % 16 == 0 && out % 16 == 0 && x.is_contiguous() && dy.is_contiguous());
  const Grid grid{height, width, std::max<int64_t>(1, DEEP / ((height + 1) * (width + 1)))};
  const int64_t depth = grid.depth(), margin = grid.margin(), wide = depth + 2 * margin, pixels = height * width;
  Tensor sum = at::zeros({out, 3, 3, in}, x.options().dtype(at::kFloat));
  Buffer<BFloat16> laid_in((wide + 1) * in, 0.f), laid_out(depth * out, 0.f), turned(depth * out);
  // A pair may begin at an even place or at an odd one: a tap shifts by either.
  Buffer<BFloat16> pairs[2] = {Buffer<BFloat16>(wide * in), Buffer<BFloat16>(wide * in)};
  Tiles configured;
  for (int64_t first = 0; first < batch; first += grid.pictures) {
    const int64_t count = std::min(grid.pictures, batch - first);
    if (count < grid.pictures) {
      std::fill(laid_in.begin(), laid_in.end(), BFloat16(0.f));
      std::fill(laid_out.begin(), laid_out.end(), BFloat16(0.f));
    }
    lay_out(x.data_ptr<BFloat16>() + first * pixels * in, grid, count, in, laid_in.data() + margin * in);
    lay_out(dy.data_ptr<BFloat16>() + first * pixels * out, grid, count, out, laid_out.data());
    for (int64_t odd = 0; odd < 2; odd++) pair_places(laid_in.data() + odd * in, wide, in, pairs[odd].data());
    turn(laid_out.data(), depth, out, turned.data());
    for (int64_t c = 0; c < in; c += 32)
      for (int64_t o = 0; o < out; o += 32)
        for (int64_t tap = 0; tap < 9; tap++) {
          const int64_t place = margin + (tap / 3 - 1) * (width + 1) + tap % 3 - 1;
          const BFloat16* right = pairs[place % 2].data() + (c / 16 * wide / 2 + place / 2) * 32;
          const bool rows = o + 16 < out, columns = c + 16 < in;
          auto product =
              rows ? (columns ? multiply<2, 2> : multiply<2, 1>) : (columns ? multiply<1, 2> : multiply<1, 1>);
          product(turned.data() + o * depth, depth, right, wide * 16, sum.data_ptr<float>() + (o * 9 + tap) * in + c,
                  9 * in);
        }
  }
  return sum;
}
