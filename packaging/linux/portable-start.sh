#!/bin/sh
# Starts Fact Annotator from the folder it lies in; nothing is installed.
# Says which package brings a shared library that this system lacks.
set -u

own=$(readlink -f -- "$0") || exit 1
folder=${own%/*}
program=$folder/lib/fact-annotator

# Library, then its package in Debian and Ubuntu, Fedora, Arch Linux and openSUSE.
libraries='@LIBRARIES@'
oldest_libc='@OLDEST_LIBC@'

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

machine=$(uname -m)
[ "$machine" = '@MACHINE@' ] || fail "This Fact Annotator is for @MACHINE@; this machine is $machine."
[ -x "$program" ] || fail "The folder is not whole: $program is missing. Unpack the archive again."

libc=$(getconf GNU_LIBC_VERSION 2>/dev/null)
libc=${libc#glibc }
[ -n "$libc" ] || fail 'Fact Annotator needs a Linux with the GNU C library (glibc).'
# Compared as numbers: 2.9 is older than 2.34.
if [ "${libc%%.*}" -eq "${oldest_libc%%.*}" ]; then
    minor=${libc#*.}
    [ "${minor%%.*}" -ge "${oldest_libc#*.}" ]
else
    [ "${libc%%.*}" -gt "${oldest_libc%%.*}" ]
fi || fail "Fact Annotator needs glibc $oldest_libc or newer; this system has $libc."

# A command in a terminal needs nothing of a desktop.
case ${1:-} in
    -* | @COMMANDS@) exec "$program" "$@" ;;
esac

PATH=$PATH:/usr/sbin:/sbin
known=" $(ldconfig -p 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) (.*\(x86-64\|AArch64\).*/\1/p' |
    while read -r name; do printf '%s ' "$name"; done)"

has_library() {
    case $known in *" $1 "*) return 0 ;; esac
    for place in /usr/lib/"$machine"-linux-gnu /lib/"$machine"-linux-gnu /usr/lib64 /lib64 \
        /usr/lib /lib; do
        [ ! -e "$place/$1" ] || return 0
    done
    # Systems that keep their libraries elsewhere say where.
    old_ifs=$IFS
    IFS=:
    for place in ${LD_LIBRARY_PATH:-}; do
        [ ! -e "$place/$1" ] || { IFS=$old_ifs; return 0; }
    done
    IFS=$old_ifs
    return 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

lacking='' packages=''
for line in $libraries; do
    old_ifs=$IFS
    IFS=,
    # shellcheck disable=SC2086
    set -- $line "$@"
    IFS=$old_ifs
    library=$1 debian=$2 fedora=$3 arch=$4 suse=$5
    shift 5
    has_library "$library" && continue
    lacking="$lacking $library"
    if has apt-get; then
        # Where a package has two names, the first that this system knows is the right one.
        package=${debian%%|*}
        apt-cache show "$package" >/dev/null 2>&1 || package=${debian##*|}
    elif has dnf; then
        package=$fedora
    elif has pacman; then
        package=$arch
    elif has zypper; then
        package=$suse
    else
        package=$library
    fi
    case " $packages " in
        *" $package "*) ;;
        *) packages="$packages $package" ;;
    esac
done
if [ -n "$lacking" ]; then
    command='Install these packages:'
    has zypper && command='sudo zypper install'
    has pacman && command='sudo pacman -S'
    has dnf && command='sudo dnf install'
    has apt-get && command='sudo apt-get install'
    printf 'This system lacks%s.\n%s%s\n' "$lacking" "$command" "$packages" >&2
    exit 1
fi

exec "$program" "$@"
