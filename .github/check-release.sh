#!/usr/bin/env bash
# Checks that a tag may be released: check-release.sh v1.2.3, in the folder of package.json.
set -euo pipefail

fail() {
  echo "check-release: $1" >&2
  exit 1
}

tag=$1
version=$(node -p 'JSON.parse(fs.readFileSync("package.json", "utf8")).version')
if [ "$tag" != "v$version" ]; then
  fail "the tag is $tag, but package.json has the version $version"
fi
if ! grep -Eq "^## \[${version//./\\.}\] - [0-9]{4}-[0-9]{2}-[0-9]{2}$" CHANGELOG.md; then
  fail "CHANGELOG.md needs the heading: ## [$version] - YYYY-MM-DD"
fi
if grep -Fq OWNER package.json SECURITY.md .github/ISSUE_TEMPLATE/config.yml; then
  fail "OWNER is still a placeholder in package.json, SECURITY.md or .github/ISSUE_TEMPLATE/config.yml"
fi
echo "check-release: $tag may be released"
