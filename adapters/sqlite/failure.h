// How failures travel inside this room: thrown as Failure, turned into Result values at its door (Guard).
//
// Inside, nearly every line talks to SQLite and can fail; outside, no exception is ever seen.
#pragma once

#include <new>
#include <string>
#include <utility>

#include "adapters/result.h"

namespace segue::sqlite {

/// What went wrong and what to do; what was being done is known at the door.
struct Failure {
  std::string problem;
  std::string advice;
  adapters::ErrorClass error_class = adapters::ErrorClass::kFailure;
};

/// Runs `body` and returns its value, or the Error that its Failure means.
template <typename Body>
auto Guard(const std::string& doing, Body&& body) -> adapters::Result<decltype(body())> {
  try {
    return std::forward<Body>(body)();
  } catch (const Failure& failure) {
    return adapters::Error{doing, failure.problem, failure.advice, failure.error_class};
  } catch (const std::bad_alloc&) {
    return adapters::Error{doing, "the machine has no memory left", "close other programs and try again"};
  }
}

}  // namespace segue::sqlite
