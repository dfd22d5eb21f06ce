// The kernels by name, for Python.
#include <sys/syscall.h>
#include <torch/extension.h>
#include <unistd.h>

using torch::Tensor;
using Maybe = std::optional<Tensor>;

std::vector<Tensor> norm_forward(Tensor, Tensor, Tensor, Maybe, int64_t, double, bool);
std::vector<Tensor> norm_backward(Tensor, Tensor, Tensor, Tensor, Tensor, Maybe, int64_t, bool);
Tensor gather(Tensor, double);
Tensor spread(Tensor, double);
Tensor sums(Tensor);
void momentum_step(Tensor, Tensor, Tensor, double);
void weight_step(Tensor, Tensor, double, double);
// In bfloat16.
Tensor weight_gradient(Tensor, Tensor);
std::vector<Tensor> attention_forward(Tensor, Tensor, int64_t);
std::vector<Tensor> attention_backward(Tensor, Tensor, Tensor, Tensor);
// In float32.
Tensor winograd_weights(Tensor);
Tensor winograd_forward(Tensor, Tensor, Tensor);
std::vector<Tensor> winograd_backward(Tensor, Tensor, Tensor, bool);

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
#ifdef __AMX_BF16__
  // Linux lets a process use AMX tiles once it has asked (ARCH_REQ_XCOMP_PERM, XTILEDATA).
  TORCH_CHECK(syscall(SYS_arch_prctl, 0x1023, 18) == 0, "this system does not let programs use AMX");
#endif
  m.def("norm_forward", &norm_forward);
  m.def("norm_backward", &norm_backward);
  m.def("gather", &gather);
  m.def("spread", &spread);
  m.def("sums", &sums);
  m.def("momentum_step", &momentum_step);
  m.def("weight_step", &weight_step);
#ifdef __AVX512BF16__
  m.def("weight_gradient", &weight_gradient);
  m.def("attention_forward", &attention_forward);
  m.def("attention_backward", &attention_backward);
#else
  m.def("winograd_weights", &winograd_weights);
  m.def("winograd_forward", &winograd_forward);
  m.def("winograd_backward", &winograd_backward);
#endif
}
