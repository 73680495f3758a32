// The executable `segue`.
#include "adapters/cli/application.h"
#include "adapters/cli/large_pages.h"

int main(int argc, char** argv) {
  segue::cli::UseLargePages();
  return segue::cli::RunApplication(argc, argv);
}
