# Ideal points of one session by a published R package.
#
#   Rscript session.R METHOD FOLDER BURN SWEEPS THIN SEED
#
# FOLDER holds votes.csv (rows states, columns items; 1 yes, 2 abstain, 3 no, empty where absent).
# Written to it: draws.bin (doubles, a column of the matrix of draws after the other) and
# said.txt (lines "key value").

given <- commandArgs(trailingOnly = TRUE)
method <- given[1]
folder <- given[2]
size <- as.integer(given[3:6])
names(size) <- c("burn", "sweeps", "thin", "seed")

votes <- as.matrix(read.csv(file.path(folder, "votes.csv"), header = FALSE))
rownames(votes) <- paste0("s", seq_len(nrow(votes)))
colnames(votes) <- paste0("v", seq_len(ncol(votes)))

# The main axis says which state or item to hold on one side; nothing else is taken from it.
filled <- apply(votes, 2, function(x) ifelse(is.na(x), mean(x, na.rm = TRUE), x))
axis <- svd(scale(filled, scale = FALSE), nu = 1, nv = 1)
ends <- rownames(votes)[c(which.max(axis$u), which.min(axis$u))]
clearest <- colnames(votes)[which.max(abs(axis$v))]
not_yes <- ifelse(votes == 1, 0, 1)
two_sided <- apply(not_yes, 2, function(x) length(unique(x[!is.na(x)])) == 2)
not_yes <- not_yes[, two_sided]

ordinal_factor <- function() {
  hold <- list(list(2, "+"))
  names(hold) <- clearest
  # Two defaults are changed in its favour: the flat prior of the loadings for that of MCMCirt1d,
  # and the step of the cuts, of which it would otherwise take 95 in 100 proposals.
  found <- MCMCpack::MCMCordfactanal(
    votes, factors = 1, lambda.constraints = hold, burnin = size["burn"], mcmc = size["sweeps"],
    thin = size["thin"], seed = size["seed"], tune = 1, L0 = 0.25,
    store.lambda = FALSE, store.scores = TRUE
  )
  as.matrix(found)[, sprintf("phi.%s.2", rownames(votes))]
}

binary_item_response <- function() {
  hold <- list("+", "-")
  names(hold) <- ends
  found <- MCMCpack::MCMCirt1d(
    not_yes, theta.constraints = hold, burnin = size["burn"], mcmc = size["sweeps"],
    thin = size["thin"], seed = size["seed"]
  )
  as.matrix(found)[, paste0("theta.", rownames(votes))]
}

binary_ideal <- function() {
  set.seed(size["seed"])
  calls <- pscl::rollcall(not_yes, yea = 1, nay = 0, missing = NA, legis.names = rownames(votes))
  found <- pscl::ideal(
    calls, d = 1, burnin = size["burn"], maxiter = size["burn"] + size["sweeps"],
    thin = size["thin"], normalize = TRUE
  )
  found$x[, rownames(votes), 1]
}

methods <- list(
  MCMCordfactanal = list("MCMCpack", ordinal_factor),
  MCMCirt1d = list("MCMCpack", binary_item_response),
  ideal = list("pscl", binary_ideal)
)
chosen <- methods[[method]]
suppressPackageStartupMessages(loadNamespace(chosen[[1]]))
took <- system.time(draws <- chosen[[2]]())
writeBin(as.double(draws), file.path(folder, "draws.bin"))
writeLines(
  c(
    paste("version", chosen[[1]], as.character(packageVersion(chosen[[1]]))),
    paste("draws", nrow(draws)),
    paste("cpu", took[["user.self"]] + took[["sys.self"]]),
    paste("items", if (method == "MCMCordfactanal") ncol(votes) else ncol(not_yes))
  ),
  file.path(folder, "said.txt")
)
