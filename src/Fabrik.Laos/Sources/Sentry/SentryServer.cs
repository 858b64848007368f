using Fabrik.Laos.Config;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>The server that was found, and its ways of reading, best first.</summary>
internal sealed record SentryServer(SentryFlavour Flavour, TimeSpan? ClockSkew, IReadOnlyList<IErrorReader> Readers);
