// The rows that could not be imported, each with its file, line and reason: `<store>.rejects/NAME.csv`.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>

#include "adapters/import/fact_batch.h"
#include "adapters/result.h"

namespace segue::import {

class RejectsFile {
 public:
  /// Removes the file of an earlier import; a new one is made with the first reject, readable by its owner only.
  RejectsFile(const std::string& directory, const std::string& import);

  adapters::Status Add(const std::string& file, const Reject& reject);
  /// Writes what is buffered.
  adapters::Status Flush();
  /// Empty while nothing was rejected.
  std::string path() const { return opened_ ? path_ : std::string(); }

 private:
  adapters::Status Open();
  adapters::Status Check();

  std::string directory_;
  std::string path_;
  std::ofstream stream_;
  std::string line_;
  bool opened_ = false;
};

}  // namespace segue::import
