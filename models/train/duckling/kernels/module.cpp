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
Tensor weight_gradient(Tensor, Tensor);
void momentum_step(Tensor, Tensor, Tensor, double);
void weight_step(Tensor, Tensor, double, double);
std::vector<Tensor> attention_forward(Tensor, Tensor, int64_t);
std::vector<Tensor> attention_backward(Tensor, Tensor, Tensor, Tensor);

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
  m.def("weight_gradient", &weight_gradient);
  m.def("momentum_step", &momentum_step);
  m.def("weight_step", &weight_step);
  m.def("attention_forward", &attention_forward);
  m.def("attention_backward", &attention_backward);
}
