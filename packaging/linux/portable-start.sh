#!/bin/sh
# Starts Fact Annotator from the folder it lies in; nothing is installed.
# Says which package brings a shared library that this system lacks.
set -u

own=$(readlink -f -- "$0") || exit 1
folder=$(dirname -- "$own")
program=$folder/lib/fact-annotator

# Library, then its package in Debian and Ubuntu, Fedora, Arch Linux and openSUSE.
libraries='@LIBRARIES@'
oldest_libc='@OLDEST_LIBC@'

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

machine=$(uname -m)
[ "$machine" = '@MACHINE@' ] || fail "This Fact Annotator is for @MACHINE@ machines; this one is $machine."
[ -x "$program" ] || fail "The folder is not whole: $program is missing. Unpack the archive again."

libc=$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d' ' -f2)
[ -n "$libc" ] || fail 'Fact Annotator needs a Linux with the GNU C library (glibc).'
older=$(printf '%s\n%s\n' "$libc" "$oldest_libc" | sort -V | head -n 1)
[ "$older" = "$oldest_libc" ] || fail "Fact Annotator needs glibc $oldest_libc or newer; this system has $libc."

PATH=$PATH:/usr/sbin:/sbin
known=$(ldconfig -p 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) (.*x86-64.*\|^[[:space:]]*\([^ ]*\) (.*AArch64.*/\1\2/p')
places="${LD_LIBRARY_PATH:-}:/usr/lib/$machine-linux-gnu:/lib/$machine-linux-gnu:/usr/lib64:/lib64:/usr/lib:/lib"

has_library() {
    printf '%s\n' "$known" | grep -qxF -- "$1" && return 0
    old_ifs=$IFS
    IFS=:
    for place in $places; do
        if [ -n "$place" ] && [ -e "$place/$1" ]; then
            IFS=$old_ifs
            return 0
        fi
    done
    IFS=$old_ifs
    return 1
}

column=0
command='Install these packages:'
if command -v apt-get >/dev/null 2>&1; then
    column=2 command='sudo apt-get install'
elif command -v dnf >/dev/null 2>&1; then
    column=3 command='sudo dnf install'
elif command -v pacman >/dev/null 2>&1; then
    column=4 command='sudo pacman -S'
elif command -v zypper >/dev/null 2>&1; then
    column=5 command='sudo zypper install'
fi

lacking='' packages=''
for line in $libraries; do
    library=$(printf '%s' "$line" | cut -d, -f1)
    has_library "$library" && continue
    lacking="$lacking $library"
    package=$library
    [ "$column" = 0 ] || package=$(printf '%s' "$line" | cut -d, -f"$column")
    # Where a package has two names, the first that this system knows is the right one.
    first=${package%%|*}
    if [ "$first" != "$package" ] && ! apt-cache show "$first" >/dev/null 2>&1; then
        first=${package##*|}
    fi
    case " $packages " in
        *" $first "*) ;;
        *) packages="$packages $first" ;;
    esac
done
if [ -n "$lacking" ]; then
    printf 'This system lacks%s.\n%s%s\n' "$lacking" "$command" "$packages" >&2
    exit 1
fi

exec "$program" "$@"
