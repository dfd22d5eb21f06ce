// Vectors of 16 numbers as the kernels use them: one of AVX-512 or two of AVX2. Numbers are kept in bfloat16 where this
// is compiled for it (-mavx512bf16), otherwise in float32. Where the processor has them, tiles of AMX.
#pragma once
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros.h>
#include <immintrin.h>

#include <cstring>
#include <new>
#include <vector>

using at::BFloat16;
using at::Tensor;

// Memory that begins at a cache line: a tile's rows must not straddle two, or loading them takes three times as long.
template <typename T>
struct Aligned {
  using value_type = T;
  T* allocate(size_t count) { return (T*)::operator new(count * sizeof(T), std::align_val_t(64)); }
  void deallocate(T* memory, size_t) { ::operator delete(memory, std::align_val_t(64)); }
  bool operator==(const Aligned&) const { return true; }
};
template <typename T>
using Buffer = std::vector<T, Aligned<T>>;

#ifdef __AVX512F__

using Floats = __m512;

inline Floats every(float value) { return _mm512_set1_ps(value); }
inline Floats load(const float* from) { return _mm512_loadu_ps(from); }
inline void store(float* to, Floats values) { _mm512_storeu_ps(to, values); }
inline Floats multiply_add(Floats a, Floats b, Floats c) { return _mm512_fmadd_ps(a, b, c); }

#else

struct Floats {
  __m256 low, high;
};

inline Floats operator+(Floats a, Floats b) { return {a.low + b.low, a.high + b.high}; }
inline Floats operator-(Floats a, Floats b) { return {a.low - b.low, a.high - b.high}; }
inline Floats operator*(Floats a, Floats b) { return {a.low * b.low, a.high * b.high}; }
inline Floats every(float value) { return {_mm256_set1_ps(value), _mm256_set1_ps(value)}; }
inline Floats load(const float* from) { return {_mm256_loadu_ps(from), _mm256_loadu_ps(from + 8)}; }
inline void store(float* to, Floats values) {
  _mm256_storeu_ps(to, values.low);
  _mm256_storeu_ps(to + 8, values.high);
}
inline Floats multiply_add(Floats a, Floats b, Floats c) {
  return {_mm256_fmadd_ps(a.low, b.low, c.low), _mm256_fmadd_ps(a.high, b.high, c.high)};
}

#endif

#ifdef __AVX512BF16__

using Stored = BFloat16;

inline __m512 load(const BFloat16* from) {
  return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i*)from)), 16));
}

inline void store(BFloat16* to, __m512 values) {
  _mm256_storeu_si256((__m256i*)to, (__m256i)_mm512_cvtneps_pbh(values));
}

inline __m512 exponential(__m512 x) {
  __m512 power = _mm512_mul_ps(_mm512_max_ps(_mm512_min_ps(x, _mm512_set1_ps(60.f)), _mm512_set1_ps(-60.f)),
                               _mm512_set1_ps(1.442695041f));
  __m512 whole = _mm512_roundscale_ps(power, 0);
  __m512 rest = _mm512_sub_ps(power, whole);
  __m512 value = _mm512_set1_ps(0.00961813f);
  for (float factor : {0.05550411f, 0.24022651f, 0.69314718f, 1.f})
    value = _mm512_fmadd_ps(value, rest, _mm512_set1_ps(factor));
  return _mm512_scalef_ps(value, whole);
}

// 1 / (1 + exp(-x)), to the accuracy of bfloat16.
inline __m512 sigmoid(__m512 x) {
  return _mm512_rcp14_ps(_mm512_add_ps(exponential(_mm512_sub_ps(_mm512_setzero_ps(), x)), _mm512_set1_ps(1.f)));
}

// A matrix of 16 x 16 double words, turned over its diagonal.
inline void transpose(__m512i r[16]) {
  __m512i t[16];
  for (int i = 0; i < 8; i++) {
    t[2 * i] = _mm512_unpacklo_epi32(r[2 * i], r[2 * i + 1]);
    t[2 * i + 1] = _mm512_unpackhi_epi32(r[2 * i], r[2 * i + 1]);
  }
  for (int i = 0; i < 4; i++)
    for (int k = 0; k < 2; k++) {
      r[4 * i + 2 * k] = _mm512_unpacklo_epi64(t[4 * i + k], t[4 * i + 2 + k]);
      r[4 * i + 2 * k + 1] = _mm512_unpackhi_epi64(t[4 * i + k], t[4 * i + 2 + k]);
    }
  for (int i = 0; i < 2; i++)
    for (int k = 0; k < 4; k++) {
      t[8 * i + k] = _mm512_shuffle_i32x4(r[8 * i + k], r[8 * i + 4 + k], 0x88);
      t[8 * i + 4 + k] = _mm512_shuffle_i32x4(r[8 * i + k], r[8 * i + 4 + k], 0xdd);
    }
  for (int k = 0; k < 8; k++) {
    r[k] = _mm512_shuffle_i32x4(t[k], t[8 + k], 0x88);
    r[8 + k] = _mm512_shuffle_i32x4(t[k], t[8 + k], 0xdd);
  }
}

// The 16 values at `first` and at `second` side by side: what a tile on the right of a product wants of two rows.
inline __m512i paired(const BFloat16* first, const BFloat16* second) {
  __m512i low = _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i*)first));
  __m512i high = _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i*)second));
  return _mm512_or_si512(low, _mm512_slli_epi32(high, 16));
}

#ifdef __AMX_BF16__
// While it lives, all eight tiles of this thread have 16 rows of 64 bytes.
struct Tiles {
  Tiles() {
    alignas(64) uint8_t layout[64] = {1};
    for (int tile = 0; tile < 8; tile++) layout[16 + 2 * tile] = 64, layout[48 + tile] = 16;
    _tile_loadconfig(layout);
  }
  ~Tiles() { _tile_release(); }
};
#else
// Without AMX there is nothing to configure.
struct Tiles {
  Tiles() {}
};

// left [R, depth] times right [depth, 16 * C] -> sum [R, 16 * C], added to it if `add`. `right` holds pairs of rows
// side by side (see `paired`), 16 pairs to a block; its blocks are `deep` apart, and the halves of its columns `apart`.
template <int R, int C>
inline void rows_product(const BFloat16* left, int64_t step, int64_t depth, const BFloat16* right, int64_t deep,
                         int64_t apart, float* sum, int64_t sum_step, bool add) {
  __m512 total[R][C];
  for (int r = 0; r < R; r++)
    for (int c = 0; c < C; c++) total[r][c] = add ? _mm512_loadu_ps(sum + r * sum_step + 16 * c) : _mm512_setzero_ps();
  for (int64_t k = 0; k < depth; k += 32, right += deep)
    for (int64_t pair = 0; pair < 16; pair++) {
      __m512bh columns[C];
      for (int c = 0; c < C; c++) columns[c] = (__m512bh)_mm512_loadu_si512(right + c * apart + pair * 32);
      for (int r = 0; r < R; r++) {
        int32_t both;
        std::memcpy(&both, left + r * step + k + 2 * pair, sizeof both);
        const __m512bh row = (__m512bh)_mm512_set1_epi32(both);
        for (int c = 0; c < C; c++) total[r][c] = _mm512_dpbf16_ps(total[r][c], row, columns[c]);
      }
    }
  for (int r = 0; r < R; r++)
    for (int c = 0; c < C; c++) _mm512_storeu_ps(sum + r * sum_step + 16 * c, total[r][c]);
}
#endif

#else

using Stored = float;

#ifdef __AVX512F__
// To six digits.
inline __m512 exponential(__m512 x) {
  __m512 power = _mm512_max_ps(_mm512_min_ps(x, every(60.f)), every(-60.f)) * 1.442695041f;
  __m512 whole = _mm512_roundscale_ps(power, 0), rest = power - whole, value = every(0.00133336f);
  for (float factor : {0.00961813f, 0.05550411f, 0.24022651f, 0.69314718f, 1.f})
    value = multiply_add(value, rest, every(factor));
  return _mm512_scalef_ps(value, whole);
}
inline __m512 sigmoid(__m512 x) { return 1.f / (1.f + exponential(-x)); }
#else
// To six digits.
inline __m256 exponential(__m256 x) {
  __m256 power = _mm256_max_ps(_mm256_min_ps(x, _mm256_set1_ps(60.f)), _mm256_set1_ps(-60.f)) * 1.442695041f;
  __m256 whole = _mm256_round_ps(power, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  __m256 rest = power - whole, value = _mm256_set1_ps(0.00133336f);
  for (float factor : {0.00961813f, 0.05550411f, 0.24022651f, 0.69314718f, 1.f})
    value = _mm256_fmadd_ps(value, rest, _mm256_set1_ps(factor));
  __m256i exponent = _mm256_slli_epi32(_mm256_add_epi32(_mm256_cvtps_epi32(whole), _mm256_set1_epi32(127)), 23);
  return value * _mm256_castsi256_ps(exponent);
}
inline __m256 sigmoid(__m256 x) { return 1.f / (1.f + exponential(-x)); }
inline Floats sigmoid(Floats x) { return {sigmoid(x.low), sigmoid(x.high)}; }
#endif

#endif
