// Failures of the outside world as values: what was being done, to what, what went wrong, what to do.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace segue::adapters {

/// Decides the exit status (cli.md): refused 1, usage 2, failure 3.
enum class ErrorClass { kRefused, kUsage, kFailure };

struct Error {
  std::string doing;    // "importing data/leads.csv"
  std::string problem;  // "the disk is full"
  std::string advice;   // "free some space and import again; nothing of this file was kept"
  ErrorClass error_class = ErrorClass::kFailure;
};

/// A value or an Error.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return content_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& operator*() { return std::get<0>(content_); }
  const T& operator*() const { return std::get<0>(content_); }
  T* operator->() { return &std::get<0>(content_); }
  const T* operator->() const { return &std::get<0>(content_); }
  const Error& error() const { return std::get<1>(content_); }

 private:
  std::variant<T, Error> content_;
};

struct Nothing {};
/// Success or an Error.
using Status = Result<Nothing>;
inline Status Ok() { return Nothing{}; }

}  // namespace segue::adapters
