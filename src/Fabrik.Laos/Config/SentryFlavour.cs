namespace Fabrik.Laos.Config;

/// <summary>Servers that take Sentry's events but are read in ways of their own.</summary>
public enum SentryFlavour
{
    Auto,
    Sentry,
    Glitchtip,
    Bugsink,
}
