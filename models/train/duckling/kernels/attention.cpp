// Attention of pixels to a text and to each other, for training in bfloat16 on a processor with AVX-512 and, better, AMX.
//
// Heads of 32 channels. A head of one picture at a time: its scores never leave the processor's own memory.
#include "vectors.h"

namespace {

constexpr int64_t WIDTH = 32;  // channels of a head: the depth of one tile

// Where the parts of one picture's head lie, and how far apart their rows are.
struct Head {
  const BFloat16 *queries, *keys, *values, *text_keys, *text_values;
  int64_t step, text_step, pixels, words, padded;  // `padded`: words and pixels, rounded up to 32

  int64_t count() const { return words + pixels; }
  const BFloat16* row(const BFloat16* text, const BFloat16* own, int64_t place) const {
    return place < words ? text + place * text_step : own + (place - words) * step;
  }
};

int64_t rounded(int64_t value) { return (value + 31) / 32 * 32; }

// Rows of 32 values in order, with zeros up to `padded`.
void collect(const Head& head, const BFloat16* text, const BFloat16* own, BFloat16* to) {
  for (int64_t place = 0; place < head.padded; place++) {
    __m512i row = place < head.count() ? _mm512_loadu_si512(head.row(text, own, place)) : _mm512_setzero_si512();
    _mm512_storeu_si512(to + place * WIDTH, row);
  }
}

// [rows, 32] -> for every 16 rows the tile of their transpose, to multiply [.., 32] with.
void turned(const BFloat16* from, int64_t rows, BFloat16* to) {
  for (int64_t block = 0; block < rows; block += 16) {
    __m512i r[16];
    for (int i = 0; i < 16; i++) r[i] = _mm512_loadu_si512(from + (block + i) * WIDTH);
    transpose(r);
    for (int i = 0; i < 16; i++) _mm512_storeu_si512(to + (block + i) * WIDTH, r[i]);
  }
}

// [rows, 32] with rows `step` apart -> two tiles for every 32 rows, to multiply [.., rows] with; zeros after the last
// row.
void upright(const BFloat16* from, int64_t step, int64_t rows, BFloat16* to) {
  alignas(64) static const BFloat16 nothing[WIDTH] = {};
  for (int64_t block = 0; block < rows; block += 32)
    for (int half = 0; half < 2; half++)
      for (int i = 0; i < 16; i++) {
        int64_t row = block + 2 * i;
        const BFloat16 *first = row < rows ? from + row * step : nothing,
                       *second = row + 1 < rows ? from + (row + 1) * step : nothing;
        _mm512_storeu_si512(to + (block + 16 * half + i) * WIDTH, paired(first + 16 * half, second + 16 * half));
      }
}

// [rows, columns] -> [columns, rows rounded up to 32].
void flipped(const BFloat16* from, int64_t rows, int64_t columns, BFloat16* to) {
  alignas(64) static const BFloat16 nothing[16] = {};
  const int64_t deep = rounded(rows);
  for (int64_t block = 0; block < deep; block += 32)
    for (int64_t column = 0; column < columns; column += 16) {
      __m512i r[16];
      for (int i = 0; i < 16; i++) {
        int64_t row = block + 2 * i;
        r[i] = row < rows ? paired(from + row * columns + column, from + (row + 1) * columns + column)
                          : paired(nothing, nothing);
      }
      transpose(r);
      for (int i = 0; i < 16; i++) _mm512_storeu_si512(to + (column + i) * deep + block, r[i]);
    }
}

// [16, 32] times the turned tiles of `rows` rows -> float32 [16, rows].
void scores(const BFloat16* left, int64_t step, const BFloat16* tiles, int64_t rows, float* to) {
#ifdef __AMX_BF16__
  _tile_loadd(0, left, step * sizeof(BFloat16));
  for (int64_t block = 0; block < rows; block += 16) {
    _tile_zero(2);
    _tile_loadd(1, tiles + block * WIDTH, 64);
    _tile_dpbf16ps(2, 0, 1);
    _tile_stored(2, to + block, rows * sizeof(float));
  }
#else
  for (int64_t block = 0; block < rows; block += 32)
    for (int row = 0; row < 16; row += 8)
      rows_product<8, 2>(left + row * step, step, WIDTH, tiles + block * WIDTH, 0, 16 * WIDTH, to + row * rows + block,
                         rows, false);
#endif
}

// [16, depth] times upright tiles -> float32 [16, 32].
void mixture(const BFloat16* left, int64_t depth, const BFloat16* tiles, float* to) {
#ifdef __AMX_BF16__
  _tile_zero(2);
  _tile_zero(3);
  for (int64_t block = 0; block < depth; block += 32) {
    _tile_loadd(0, left + block, depth * sizeof(BFloat16));
    _tile_loadd(1, tiles + block * WIDTH, 64);
    _tile_dpbf16ps(2, 0, 1);
    _tile_loadd(1, tiles + (block + 16) * WIDTH, 64);
    _tile_dpbf16ps(3, 0, 1);
  }
  _tile_stored(2, to, WIDTH * sizeof(float));
  _tile_stored(3, to + 16, WIDTH * sizeof(float));
#else
  for (int row = 0; row < 16; row += 8)
    rows_product<8, 2>(left + row * depth, depth, depth, tiles, 32 * WIDTH, 16 * WIDTH, to + row * WIDTH, WIDTH, false);
#endif
}

void copy_row(const float* from, BFloat16* to) {
  store(to, _mm512_loadu_ps(from));
  store(to + 16, _mm512_loadu_ps(from + 16));
}

Head head_of(const Tensor& own, const Tensor& text, int64_t heads, int64_t picture, int64_t number) {
  const int64_t channels = own.size(2) / 3, pixels = own.size(1), words = text.size(1);
  const BFloat16* queries = own.data_ptr<BFloat16>() + picture * pixels * 3 * channels + number * WIDTH;
  const BFloat16* keys = text.data_ptr<BFloat16>() + picture * text.stride(0) + number * WIDTH;
  return {queries,         queries + channels,     queries + 2 * channels, keys,
          keys + channels, 3 * channels,           text.stride(1),         pixels,
          words,           rounded(words + pixels)};
}

void softmax(const float* scores, int64_t count, int64_t padded, float scale, BFloat16* to) {
  const __m512 lowest = _mm512_set1_ps(-1e30f), times = _mm512_set1_ps(scale);
  __m512 highest = lowest, total = _mm512_setzero_ps(), values[16];
  for (int64_t c = 0, k = 0; c < padded; c += 16, k++) {
    __mmask16 inside = c + 16 <= count ? 0xffff : c >= count ? 0 : (1 << (count - c)) - 1;
    values[k] = _mm512_mask_mul_ps(lowest, inside, _mm512_loadu_ps(scores + c), times);
    highest = _mm512_max_ps(highest, values[k]);
  }
  const __m512 top = _mm512_set1_ps(_mm512_reduce_max_ps(highest));
  for (int64_t k = 0; k < padded / 16; k++) {
    __mmask16 inside = k * 16 + 16 <= count ? 0xffff : k * 16 >= count ? 0 : (1 << (count - k * 16)) - 1;
    values[k] = _mm512_maskz_mov_ps(inside, exponential(_mm512_sub_ps(values[k], top)));
    total = _mm512_add_ps(total, values[k]);
  }
  const __m512 share = _mm512_set1_ps(1 / _mm512_reduce_add_ps(total));
  for (int64_t k = 0; k < padded / 16; k++) store(to + 16 * k, _mm512_mul_ps(values[k], share));
}

}  // namespace

// own [B, N, 3C]: queries, keys and values of N pixels; text [B, L, 2C]: keys and values of L words.
// Returns [B, N, C] and the weights, [B, heads, N, words and pixels rounded up to 32]. N a multiple of 16, at most 256
// keys.
std::vector<Tensor> attention_forward(Tensor own, Tensor text, int64_t heads) {
  const int64_t batch = own.size(0), pixels = own.size(1), channels = own.size(2) / 3,
                padded = rounded(pixels + text.size(1));
  TORCH_CHECK(channels == heads * WIDTH && pixels % 16 == 0 && padded <= 256 && own.is_contiguous() &&
              text.stride(2) == 1);
  Tensor out = at::empty({batch, pixels, channels}, own.options()),
         weights = at::empty({batch, heads, pixels, padded}, own.options());
  const float scale = 1 / std::sqrt(float(WIDTH));
  at::parallel_for(0, batch * heads, 8, [&](int64_t from, int64_t to) {
    Tiles tiles;
    Buffer<BFloat16> rows(padded * WIDTH), keys(padded * WIDTH), values(padded * WIDTH);
    Buffer<float> found(16 * padded), mixed(16 * WIDTH);
    for (int64_t place = from; place < to; place++) {
      const Head head = head_of(own, text, heads, place / heads, place % heads);
      BFloat16* shares = weights.data_ptr<BFloat16>() + place * pixels * padded;
      BFloat16* result = out.data_ptr<BFloat16>() + place / heads * pixels * channels + place % heads * WIDTH;
      collect(head, head.text_keys, head.keys, rows.data());
      turned(rows.data(), padded, keys.data());
      collect(head, head.text_values, head.values, rows.data());
      upright(rows.data(), WIDTH, padded, values.data());
      for (int64_t block = 0; block < pixels; block += 16) {
        scores(head.queries + block * head.step, head.step, keys.data(), padded, found.data());
        for (int64_t i = 0; i < 16; i++)
          softmax(found.data() + i * padded, head.count(), padded, scale, shares + (block + i) * padded);
        mixture(shares + block * padded, padded, values.data(), mixed.data());
        for (int64_t i = 0; i < 16; i++) copy_row(mixed.data() + i * WIDTH, result + (block + i) * channels);
      }
    }
  });
  return {out, weights};
}

// Gradients by `own` and `text`.
std::vector<Tensor> attention_backward(Tensor dout, Tensor own, Tensor text, Tensor weights) {
  const int64_t batch = own.size(0), pixels = own.size(1), channels = own.size(2) / 3, heads = weights.size(1),
                padded = weights.size(3);
  TORCH_CHECK(dout.is_contiguous());
  Tensor down = at::empty_like(own), dtext = at::empty(text.sizes(), text.options());
  const float scale = 1 / std::sqrt(float(WIDTH));
  const int64_t deep = rounded(pixels);
  at::parallel_for(0, batch * heads, 8, [&](int64_t from, int64_t to) {
    Tiles tiles;
    Buffer<BFloat16> rows(padded * WIDTH), values(padded * WIDTH), keys(padded * WIDTH), queries(deep * WIDTH),
        given(deep * WIDTH);
    Buffer<BFloat16> slopes(pixels * padded), over(padded * deep);
    Buffer<float> found(16 * padded), mixed(16 * WIDTH);
    for (int64_t place = from; place < to; place++) {
      const Head head = head_of(own, text, heads, place / heads, place % heads),
                 target = head_of(down, dtext, heads, place / heads, place % heads);
      const BFloat16* shares = weights.data_ptr<BFloat16>() + place * pixels * padded;
      const BFloat16* up = dout.data_ptr<BFloat16>() + place / heads * pixels * channels + place % heads * WIDTH;
      collect(head, head.text_values, head.values, rows.data());
      turned(rows.data(), padded, values.data());
      collect(head, head.text_keys, head.keys, rows.data());
      upright(rows.data(), WIDTH, padded, keys.data());
      upright(head.queries, head.step, pixels, queries.data());
      upright(up, channels, pixels, given.data());
      for (int64_t block = 0; block < pixels; block += 16) {
        scores(up + block * channels, channels, values.data(), padded, found.data());
        for (int64_t i = 0; i < 16; i++) {
          const BFloat16* share = shares + (block + i) * padded;
          __m512 total = _mm512_setzero_ps();
          for (int64_t c = 0; c < padded; c += 16)
            total = _mm512_fmadd_ps(load(share + c), _mm512_loadu_ps(found.data() + i * padded + c), total);
          const __m512 mean = _mm512_set1_ps(_mm512_reduce_add_ps(total)), times = _mm512_set1_ps(scale);
          for (int64_t c = 0; c < padded; c += 16) {
            __m512 gap = _mm512_sub_ps(_mm512_loadu_ps(found.data() + i * padded + c), mean);
            store(slopes.data() + (block + i) * padded + c, _mm512_mul_ps(_mm512_mul_ps(load(share + c), times), gap));
          }
        }
        mixture(slopes.data() + block * padded, padded, keys.data(), mixed.data());
        for (int64_t i = 0; i < 16; i++)
          copy_row(mixed.data() + i * WIDTH, (BFloat16*)target.queries + (block + i) * target.step);
      }
      auto by_key = [&](const BFloat16* matrix, const BFloat16* right, const BFloat16* words,
                        const BFloat16* own_rows) {
        flipped(matrix, pixels, padded, over.data());
        for (int64_t block = 0; block < padded; block += 16) {
          mixture(over.data() + block * deep, deep, right, mixed.data());
          for (int64_t i = 0; i < 16 && block + i < target.count(); i++)
            copy_row(mixed.data() + i * WIDTH, (BFloat16*)target.row(words, own_rows, block + i));
        }
      };
      by_key(slopes.data(), queries.data(), target.text_keys, target.keys);
      by_key(shares, given.data(), target.text_values, target.values);
    }
  });
  return {down, dtext};
}
